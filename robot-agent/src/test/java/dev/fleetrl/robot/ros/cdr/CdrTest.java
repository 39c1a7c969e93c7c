package dev.fleetrl.robot.ros.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.robot.ros.RosMessages;
import dev.fleetrl.robot.ros.message.CompressedImage;
import dev.fleetrl.robot.ros.message.Header;
import dev.fleetrl.robot.ros.message.JointState;
import dev.fleetrl.robot.ros.message.JointTrajectory;
import dev.fleetrl.robot.ros.message.StringMessage;
import dev.fleetrl.robot.ros.message.Time;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CdrTest {
    private static final Header HEADER = new Header(new Time(7, 8), "base");
    private static final JointState JOINTS =
            new JointState(HEADER, List.of("a", "el"), List.of(0.5, -1.0), List.of(), List.of(2.0, 3.0));
    private static final int FUZZED = 100_000;

    static List<Record> messages() {
        return Stream.concat(RosMessages.small().stream(), Stream.of(new StringMessage("")))
                .toList();
    }

    /** By hand, from OMG DDSI-RTPS 10.2: each number aligned to its own size from behind the four bytes of the header. */
    @Test
    void writesWhatThePaperSays() {
        String expected = "00010000" // little-endian CDR
                + "07000000" + "08000000" // stamp
                + "05000000" + "6261736500" + "000000" // "base" and its zero, padded to 4
                + "02000000" + "02000000" + "6100" + "0000" // two names: "a", padded
                + "03000000" + "656c00" + "00" // "el", padded
                + "02000000" + "00000000" // two positions; doubles stand at multiples of 8
                + "000000000000e03f" + "000000000000f0bf"
                + "00000000" // no velocities
                + "02000000" + "0000000000000040" + "0000000000000840"; // two efforts, already aligned
        assertThat(HexFormat.of().formatHex(Cdr.of(JointState.class).encode(JOINTS)))
                .isEqualTo(expected);
    }

    @Test
    void readsTheOtherByteOrderToo() throws MalformedSample {
        byte[] bigEndian = HexFormat.of()
                .parseHex("00000000" + "00000007" + "00000008" + "00000002" + "6200" + "0000" + "00000003" + "6a7000"
                        + "00" + "00000002" + "ffd8");

        assertThat(Cdr.of(CompressedImage.class).decode(bigEndian))
                .isEqualTo(new CompressedImage(
                        new Header(new Time(7, 8), "b"), "jp", Bytes.of(new byte[] {(byte) 0xff, (byte) 0xd8})));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsWhatItWrote(Record message) throws MalformedSample {
        assertThat(again(message)).isEqualTo(message);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "0001,               2 bytes are no sample",
        "0003000000000000,   encapsulation 0003 is not plain CDR",
        "000100000500,       the sample ends in the middle of a field",
        "00010000ffffffff61, 4294967295 elements do not fit into 1 bytes",
        "000100000300000061, 3 elements do not fit into 1 bytes",
        "000100000100000061, a text does not end with a zero",
        "0001000002000000ff00, a text is not UTF-8"
    })
    void saysWhatIsWrong(String sample, String reason) {
        assertThatThrownBy(
                        () -> Cdr.of(StringMessage.class).decode(HexFormat.of().parseHex(sample)))
                .isInstanceOf(MalformedSample.class)
                .hasMessage(reason);
    }

    @Test
    void takesAnEmptyTextWithoutItsZero() throws MalformedSample {
        assertThat(Cdr.of(StringMessage.class).decode(HexFormat.of().parseHex("0001000000000000")))
                .isEqualTo(new StringMessage(""));
    }

    /** Ten bytes must not ask for gigabytes: the lists of a list are counted before they are made. */
    @Test
    void refusesMoreElementsThanBytes() {
        byte[] sample = HexFormat.of()
                .parseHex("00010000" + "00000000" + "00000000" + "01000000" + "00000000" + "00000000" + "00ffff7f");

        assertThatThrownBy(() -> Cdr.of(JointTrajectory.class).decode(sample))
                .isInstanceOf(MalformedSample.class)
                .hasMessage("2147483392 elements do not fit into 0 bytes");
    }

    @ParameterizedTest(name = "100,000 damaged samples, seed {0}")
    @CsvSource({"1", "2"})
    void refusesOrReadsWhateverComes(long seed) {
        Random random = new Random(seed);
        List<Record> messages = messages();
        int refused = 0;
        for (int i = 0; i < FUZZED; i++) {
            Record message = messages.get(random.nextInt(messages.size()));
            byte[] damaged = damage(encode(message), random);
            try {
                assertThat(Cdr.of(message.getClass()).decode(damaged)).isNotNull();
            } catch (MalformedSample reason) {
                refused++;
            }
        }
        assertThat(refused).isBetween(FUZZED / 10, FUZZED);
    }

    /** Cut short, a few bytes changed, or nothing but noise. */
    private static byte[] damage(byte[] sample, Random random) {
        byte[] damaged = sample.clone();
        int kind = random.nextInt(3);
        if (kind == 0) {
            return Arrays.copyOf(damaged, random.nextInt(damaged.length));
        } else if (kind == 1) {
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
        } else {
            random.nextBytes(damaged);
            damaged[0] = 0;
            damaged[1] = (byte) random.nextInt(2);
        }
        return damaged;
    }

    private static Record again(Record message) throws MalformedSample {
        return Cdr.of(message.getClass()).decode(encode(message));
    }

    @SuppressWarnings("unchecked") // A message is of its own class.
    private static <M extends Record> byte[] encode(M message) {
        return Cdr.of((Class<M>) message.getClass()).encode(message);
    }
}
