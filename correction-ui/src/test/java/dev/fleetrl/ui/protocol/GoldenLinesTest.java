package dev.fleetrl.ui.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.VideoFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's tests read the same lines. */
class GoldenLinesTest {
    private static final String PACKET = "01 02 7231 05 7772697374 0000000000000005 0000018bcfe56800 ffd8";

    static List<String> commands() throws IOException {
        return lines("ui-commands.jsonl");
    }

    static List<String> events() throws IOException {
        return lines("ui-events.jsonl");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void pinsCommands(String line) throws IOException {
        UiCommand command = Codec.JSON.decode(UiCommand.class, line.getBytes(StandardCharsets.UTF_8));

        assertThat(Codec.JSON.encode(UiCommand.class, command)).asString().isEqualTo(line);
    }

    @ParameterizedTest
    @MethodSource("events")
    void pinsEvents(String line) throws IOException {
        UiEvent event = Codec.JSON.decode(UiEvent.class, line.getBytes(StandardCharsets.UTF_8));

        assertThat(Codec.JSON.encode(UiEvent.class, event)).asString().isEqualTo(line);
    }

    @Test
    void haveOneOfEachKind() throws IOException {
        assertThat(kinds(UiCommand.class)).allMatch(kind -> contains("command", kind, "ui-commands.jsonl"));
        assertThat(kinds(UiEvent.class)).allMatch(kind -> contains("event", kind, "ui-events.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"twist\":[0,0,0],\"gripper\":0,\"ttlMillis\":200",
                "\"twist\":[0,0,0,0,0,1e60],\"gripper\":0,\"ttlMillis\":200",
                "\"twist\":[0,0,0,0,0,0],\"gripper\":2,\"ttlMillis\":200",
                "\"twist\":[0,0,0,0,0,0],\"gripper\":0,\"ttlMillis\":60000"
            })
    void refuseTeleopThatCannotBeMeant(String rest) {
        String line =
                "{\"command\":\"teleop\",\"robot\":\"r1\",\"epoch\":1,\"sequence\":1,\"enable\":true," + rest + "}";

        assertThatThrownBy(() -> Codec.JSON.decode(UiCommand.class, line.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void pinPictures() {
        VideoFrame video = new VideoFrame(
                new RobotId("r1"), 5, 1_700_000_000_000L, new Frame("wrist", Bytes.of(new byte[] {-1, -40})));
        byte[] packet = HexFormat.of().parseHex(PACKET.replace(" ", ""));

        assertThat(VideoPacket.encode(video)).isEqualTo(packet);
        assertThat(VideoPacket.decode(packet)).contains(video);
        assertThat(VideoPacket.decode(Arrays.copyOf(packet, 12))).isEmpty();
        assertThat(VideoPacket.decode(new byte[] {2})).isEmpty();
    }

    private static List<String> kinds(Class<?> type) {
        return Arrays.stream(type.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList();
    }

    private static boolean contains(String discriminator, String kind, String file) {
        try {
            return lines(file).stream()
                    .anyMatch(line -> line.startsWith("{\"" + discriminator + "\":\"" + kind + "\""));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(GoldenLinesTest.class.getResourceAsStream("/golden/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
