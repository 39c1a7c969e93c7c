package dev.fleetrl.policy.openpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Golden bytes as openpi's own Python writes them. */
class OpenpiMapTest {
    private static final String ND = "c40b" + "5f5f6e6461727261795f5f";
    private static final String DATA = "c404" + "64617461";
    private static final String DTYPE = "c405" + "6474797065";
    private static final String SHAPE = "c405" + "7368617065";
    private static final String STATE_AND_PROMPT = "82" + "b1" + "6f62736572766174696f6e2f7374617465" + "84" + ND + "c3"
            + DATA + "c4080000000000000000" + DTYPE + "a33c6634" + SHAPE + "9102" + "a670726f6d7074" + "a2676f";

    @Test
    void isEmptyInOneByte() {
        assertThat(hex(new OpenpiMap.Builder())).isEqualTo("80");
    }

    @Test
    void writesArraysAsNumpyDoes() {
        OpenpiMap.Builder map = new OpenpiMap.Builder()
                .array("observation/state", NdArray.floats(Vec.of(0, 0), 2))
                .text("prompt", "go");

        assertThat(hex(map)).isEqualTo(STATE_AND_PROMPT);
    }

    @Test
    void readsArraysAsNumpyWritesThem() {
        OpenpiMap map = OpenpiMap.decode(HexFormat.of().parseHex(STATE_AND_PROMPT));

        assertThat(map.array("observation/state")).contains(new NdArray("<f4", List.of(2), Bytes.of(new byte[8])));
        assertThat(map.text("prompt")).contains("go");
        assertThat(map.text("absent")).isEmpty();
    }

    @Test
    void readsBytesOfTwoDimensions() {
        OpenpiMap map = OpenpiMap.decode(HexFormat.of()
                .parseHex("81a161" + "84" + ND + "c3" + DATA + "c40401020304" + DTYPE + "a37c7531" + SHAPE + "920202"));

        assertThat(map.array("a")).contains(NdArray.bytes(new byte[] {1, 2, 3, 4}, 2, 2));
    }

    @Test
    void readsDoublesAsFloats() {
        OpenpiMap map = OpenpiMap.decode(HexFormat.of()
                .parseHex("81a161" + "84" + ND + "c3" + DATA + "c408000000000000f03f" + DTYPE + "a33c6638" + SHAPE
                        + "9101"));

        assertThat(map.array("a").orElseThrow().asFloats()).isEqualTo(Vec.of(1));
    }

    /** As in openpi: a map with TEXT keys of the same names stays a map. */
    @Test
    void takesAMapWithTextKeysForNoArray() {
        String textKeys = "81a161" + "84" + "ab" + "5f5f6e6461727261795f5f" + "c3" + "a4" + "64617461" + "c40101" + "a5"
                + "6474797065" + "a37c7531" + "a5" + "7368617065" + "9101";

        assertThat(OpenpiMap.decode(HexFormat.of().parseHex(textKeys)).array("a"))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoMap() {
        assertThatThrownBy(() -> OpenpiMap.decode(new byte[] {(byte) 0x93, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the frame is not a msgpack map with text keys");
        assertThatThrownBy(() -> OpenpiMap.decode(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsAnArrayWithoutSides() {
        OpenpiMap map = OpenpiMap.decode(
                bytes("81a161" + "84" + ND + "c3" + DATA + "c4040000c03f" + DTYPE + "a33c6634" + SHAPE + "90"));

        assertThat(map.finite("a")).contains(Vec.of(1.5f));
    }

    @Test
    void readsNumpysScalarsWhereNumbersAreExpected() {
        String generic = "c40d" + "5f5f6e7067656e657269635f5f" + "c3";
        OpenpiMap map = OpenpiMap.decode(bytes("83" + "a16b" + "83" + generic + DATA + "07" + DTYPE + "a33c6938"
                + "a178" + "cb3ff0000000000000" + "a174" + "83" + generic + DATA + "c3" + DTYPE + "a37c6231"));

        assertThat(map.integer("k")).contains(7L);
        assertThat(map.number("k")).contains(7.0);
        assertThat(map.finite("k")).contains(Vec.of(7));
        assertThat(map.number("x")).contains(1.0);
        assertThatThrownBy(() -> map.number("t")).hasMessage("'t' must be a number");
    }

    /** np.dtype takes its name as text or as bytes; so do we. */
    @Test
    void readsADtypeThatCameAsBytes() {
        OpenpiMap map = OpenpiMap.decode(
                bytes("81a161" + "84" + ND + "c3" + DATA + "c40107" + DTYPE + "c4037c7531" + SHAPE + "9101"));

        assertThat(map.array("a")).contains(NdArray.bytes(new byte[] {7}, 1));
    }

    @Test
    void readsMapsInMaps() {
        OpenpiMap map = OpenpiMap.decode(new OpenpiMap.Builder()
                .map("images", new OpenpiMap.Builder().array("cam_high", NdArray.bytes(new byte[3], 3, 1, 1)))
                .encode());

        assertThat(map.map("images").orElseThrow().array("cam_high")).contains(NdArray.bytes(new byte[3], 3, 1, 1));
        assertThat(map.map("state")).isEmpty();
    }

    /** Found by the soak: keys deeper down are not read before they are asked for. */
    @Test
    void refusesAKeyThatIsNoText() {
        OpenpiMap map = OpenpiMap.decode(bytes("81a161" + "81a1ff01"));

        assertThatThrownBy(() -> map.map("a")).hasMessage("'a' cannot be read");
        assertRefused("81a1ff01", "the frame is not a msgpack map with text keys");
    }

    @Test
    void refusesArraysWhoseBytesDoNotFit() {
        for (String shape : List.of("9102", "91ff", "92ce7fffffffce7fffffff", "91cf7fffffffffffffff", "91a161")) {
            OpenpiMap map = OpenpiMap.decode(bytes(
                    "81a161" + "84" + ND + "c3" + DATA + "c4080000000000000000" + DTYPE + "a33c6638" + SHAPE + shape));

            assertThatThrownBy(() -> map.array("a"))
                    .as(shape)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching(
                            "'a' has (8 bytes, which do not fit shape .*|a shape that is not of whole numbers)");
        }
    }

    @Test
    void refusesOtherTypesAndByteOrders() {
        for (String dtype : List.of(">f4", "<c8", "|O", "|V4", "float32")) {
            String name = HexFormat.of().formatHex(dtype.getBytes(StandardCharsets.UTF_8));
            OpenpiMap map = OpenpiMap.decode(bytes("81a161" + "84" + ND + "c3" + DATA + "c40400000000" + DTYPE
                    + String.format("a%x", dtype.length()) + name + SHAPE + "9101"));

            assertThatThrownBy(() -> map.array("a"))
                    .hasMessage(
                            "'a' is an array of an unknown dtype; send |u1, |b1, <i4, <i8, <f4 or <f8, little-endian");
        }
    }

    @Test
    void refusesNumbersThatAreNone() {
        OpenpiMap map = OpenpiMap.decode(new OpenpiMap.Builder()
                .array("s", NdArray.floats(Vec.of(0, Float.NaN), 2))
                .number("x", Double.POSITIVE_INFINITY)
                .encode());

        assertThatThrownBy(() -> map.finite("s")).hasMessage("'s' is NaN at element 1, must be finite");
        assertThatThrownBy(() -> map.number("x")).hasMessage("'x' must be a finite number");
    }

    @Test
    void refusesWhatPythonWouldRefuseToo() {
        assertRefused("82a16101a16102", "the key 'a' stands twice in the frame");
        assertRefused("8101a161", "a key in the frame is neither text nor binary");
        assertRefused("80c0", "the frame goes on behind its map");
        assertRefused("81a161d40000", "the frame holds an extension type of msgpack");
    }

    /** Five bytes that claim billions of elements, a nest of 200 000 lists, a million of nothing. */
    @Test
    void refusesWhatClaimsMoreThanItHolds() {
        byte[] nest = new byte[200_000];
        Arrays.fill(nest, (byte) 0x91);
        System.arraycopy(bytes("81a161"), 0, nest, 0, 3);
        byte[] nils = new byte[1_000_008];
        Arrays.fill(nils, (byte) 0xC0);
        System.arraycopy(bytes("81a161dd000f4240"), 0, nils, 0, 8);

        assertRefused("df7fffffff", "a map in the frame has more than 256 keys");
        assertRefused("dfffffffff", "the frame is not a msgpack map with text keys");
        assertRefused("81a161dd7fffffff", "the frame is shorter than what it says it holds");
        assertRefused("81a161c67fffffff", "the frame is shorter than what it says it holds");
        assertThatThrownBy(() -> OpenpiMap.decode(nest)).hasMessage("the frame is nested deeper than 8");

        OpenpiMap.Builder keys = new OpenpiMap.Builder();
        for (int i = 0; i <= 256; i++) {
            keys.integer("key" + i, i);
        }
        assertThatThrownBy(() -> OpenpiMap.decode(keys.encode()))
                .hasMessage("a map in the frame has more than 256 keys");
        assertThatThrownBy(() -> OpenpiMap.decode(nils))
                .hasMessage("the frame holds more than 10000 values; send numbers as an array of numpy");
    }

    private static void assertRefused(String frame, String line) {
        assertThatThrownBy(() -> OpenpiMap.decode(bytes(frame)))
                .as(frame)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(line);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(OpenpiMap.Builder map) {
        return HexFormat.of().formatHex(map.encode());
    }
}
