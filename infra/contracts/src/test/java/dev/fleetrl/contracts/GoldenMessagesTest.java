package dev.fleetrl.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages as agents of before send and read them; a folder for each minor version, never edited. An agent reads strictly, so what it
 * is sent must have no field more than it knows. What it sends may lack what came later.
 */
class GoldenMessagesTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "fleetrl-1");
    private static final String OLDEST = "agent-0.1";
    private static final EpisodeId EPISODE = new EpisodeId("practice-1-7-a0");

    private static final Map<String, Class<?>> FROM_THE_ROBOT = Map.of(
            "birth.jsonl", Birth.class,
            "connection.jsonl", Connection.class,
            "state.jsonl", RobotState.class,
            "help.jsonl", HelpRequest.class,
            "ack.jsonl", CommandResult.class,
            "steps.cbor.hex", NumberedEvent.class,
            "video.cbor.hex", VideoFrame.class);

    private static final Map<String, Class<?>> TO_THE_ROBOT = Map.of(
            "host.jsonl", HostState.class,
            "stored.jsonl", Stored.class,
            "cmd.jsonl", Command.class,
            "teleop.jsonl", TeleopCommand.class);

    /** One message, as it was on the wire. */
    record Golden(String where, Class<?> type, Codec codec, Bytes bytes) {
        Object decoded() throws IOException {
            return codec.decode(type, bytes.toArray());
        }

        JsonNode tree() throws IOException {
            return treeOf(bytes.toArray());
        }

        /** As it is written now, by whoever understood it. */
        JsonNode written() throws IOException {
            return treeOf(encoded(type));
        }

        private <M> byte[] encoded(Class<M> as) throws IOException {
            return codec.encode(as, codec.decode(as, bytes.toArray()));
        }

        private JsonNode treeOf(byte[] encoded) throws IOException {
            ObjectMapper mapper = codec == Codec.CBOR ? new CBORMapper() : new ObjectMapper();
            return mapper.readTree(encoded);
        }

        @Override
        public String toString() {
            return where;
        }
    }

    static List<Golden> fromTheRobot() throws IOException {
        return golden(FROM_THE_ROBOT);
    }

    static List<Golden> toTheRobot() throws IOException {
        return golden(TO_THE_ROBOT);
    }

    private static List<Golden> golden(Map<String, Class<?>> types) throws IOException {
        List<Golden> all = new ArrayList<>();
        try (Stream<Path> agents = Files.list(GOLDEN)) {
            for (Path agent : agents.sorted().toList()) {
                for (Map.Entry<String, Class<?>> type : types.entrySet()) {
                    all.addAll(lines(agent.resolve(type.getKey()), type.getValue()));
                }
            }
        }
        return all;
    }

    private static List<Golden> lines(Path file, Class<?> type) throws IOException {
        boolean binary = file.toString().endsWith(".hex");
        List<Golden> messages = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String where = GOLDEN.relativize(file) + ":" + (messages.size() + 1);
            byte[] bytes = binary ? HexFormat.of().parseHex(line) : line.getBytes(UTF_8);
            messages.add(new Golden(where, type, binary ? Codec.CBOR : Codec.JSON, Bytes.of(bytes)));
        }
        return messages;
    }

    /** Every field still means what it meant; fields that came later are none of its reader's business. */
    @ParameterizedTest
    @MethodSource("fromTheRobot")
    void areUnderstoodByTodaysControlPlane(Golden message) throws IOException {
        assertKept(message.tree(), message.written(), "");
    }

    /** Not a field more: the agent would refuse the message. */
    @ParameterizedTest
    @MethodSource("toTheRobot")
    void areStillWhatTheControlPlaneSends(Golden message) throws IOException {
        assertThat(message.written()).isEqualTo(message.tree());
    }

    @Test
    void tellAnEpisodeOfAnAgentOfBefore() throws IOException {
        List<EpisodeEvent> events = new ArrayList<>();
        for (Golden line : lines(GOLDEN.resolve(OLDEST).resolve("steps.cbor.hex"), NumberedEvent.class)) {
            NumberedEvent numbered = (NumberedEvent) line.decoded();
            assertThat(numbered.number()).isEqualTo(events.size() + 1);
            events.add(numbered.event());
        }

        EpisodeEvent.Opened opened = (EpisodeEvent.Opened) events.get(0);
        assertThat(opened.plan().variation()).as("not known yet, and so none").isEmpty();
        assertThat(opened.plan().driver()).isEqualTo(new ActionSource.Policy(new PolicyVersion("v1")));
        Step corrected = ((EpisodeEvent.Stepped) events.get(3)).step();
        assertThat(corrected.source()).isEqualTo(new ActionSource.Correction(new OperatorId("ada")));
        assertThat(corrected.guard()).as("not told yet").isEmpty();
        EpisodeEvent.Closed closed = (EpisodeEvent.Closed) events.get(4);
        assertThat(closed.ending()).isEqualTo(new Ending(Outcome.SUCCESS, "in-bin", OutcomeSource.ENVIRONMENT));
        assertThat(closed.steps()).isEqualTo(3);
        assertThat(events.get(7)).isEqualTo(new EpisodeEvent.Dropped(new EpisodeId("demos-3-a0"), 8));
    }

    @Test
    void tellTheStateOfAnAgentOfBefore() throws IOException {
        List<Golden> lines = lines(GOLDEN.resolve(OLDEST).resolve("state.jsonl"), RobotState.class);
        RobotState driven = (RobotState) lines.get(0).decoded();
        RobotState waiting = (RobotState) lines.get(1).decoded();

        assertThat(driven.authority().holder()).contains(new OperatorId("ada"));
        assertThat(driven.episode().map(episode -> episode.plan().episode())).contains(EPISODE);
        assertThat(driven.toolPose()).isEqualTo(Vec.of(0.5f, 0, 0.25f, 3, 0, 0));
        assertThat(waiting.episode()).isEmpty();
        assertThat(waiting.readyForEpisode()).isTrue();
        assertThat(waiting.warnings()).containsExactly("disk is 85 % full");
    }

    /** What a field that it does not know would have asked of it, an agent cannot tell: it does nothing. */
    @ParameterizedTest
    @MethodSource("toTheRobot")
    void areRefusedByAnAgentWhereTheySayMoreThanItKnows(Golden message) throws IOException {
        ObjectNode more = message.tree().deepCopy();
        more.put("gently", true);

        assertThatThrownBy(
                        () -> Codec.JSON.decode(message.type(), more.toString().getBytes(UTF_8)))
                .hasMessageContaining("gently");
    }

    private static void assertKept(JsonNode before, JsonNode now, String path) {
        if (before.isObject()) {
            for (Iterator<String> names = before.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                JsonNode kept = Optional.ofNullable(now.get(name)).orElseThrow(() -> new AssertionError(path + name));
                assertKept(before.get(name), kept, path + name + ".");
            }
        } else if (before.isArray()) {
            assertThat(now.size()).as(path).isEqualTo(before.size());
            for (int i = 0; i < before.size(); i++) {
                assertKept(before.get(i), now.get(i), path + i + ".");
            }
        } else {
            assertThat(now).as(path).isEqualTo(before);
        }
    }
}
