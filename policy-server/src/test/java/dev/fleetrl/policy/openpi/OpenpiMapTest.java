package dev.fleetrl.policy.openpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
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

    /** Five bytes that claim billions of elements, and a nest of 200 000 lists. */
    @Test
    void refusesWhatClaimsMoreThanItHolds() {
        byte[] nest = new byte[200_000];
        Arrays.fill(nest, (byte) 0x91);
        System.arraycopy(HexFormat.of().parseHex("81a161"), 0, nest, 0, 3);
        List<byte[]> frames = List.of(
                HexFormat.of().parseHex("df7fffffff"),
                HexFormat.of().parseHex("df20000000"),
                HexFormat.of().parseHex("81a161dd7fffffff"),
                HexFormat.of().parseHex("81a161c67fffffff"),
                nest);

        for (byte[] frame : frames) {
            assertThatThrownBy(() -> OpenpiMap.decode(frame))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the frame is not a msgpack map with text keys");
        }
    }

    private static String hex(OpenpiMap.Builder map) {
        return HexFormat.of().formatHex(map.encode());
    }
}
