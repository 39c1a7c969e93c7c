package dev.fleetrl.policy.embodiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Bytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Against what openpi's image_tools.resize_with_pad (Pillow 13, bilinear) makes of the same picture of 6×4. */
class RgbTest {
    private static final Rgb PICTURE = picture(
            4,
            6,
            "00254a6f94b9de03284d7297bce1062b50759abfe4092e53789dc2e70c31567ba0c5ea0f34597ea3c8ed12375c81a6cbf0153a5f84a9cef3183d6287acd1f61b40658aafd4f91e43");
    /** Pillow rounds between its two passes. */
    private static final int ROUNDING = 1;

    @Test
    void isMadeSmallerWithBlackBelow() {
        assertNear(PICTURE.fitted(3), picture(3, 3, "556a8f8d5b73888e5571968c6d769ba4667b000000000000000000"));
    }

    @Test
    void isMadeLargerWithBlackAboveAndBelow() {
        String black = "00".repeat(27);
        assertNear(
                PICTURE.fitted(9),
                picture(
                        9,
                        9,
                        black
                                + "00254a385d82827ca1cb1b40963b6060857fa9ce1e74993e2b50754d7297456a8f4f5f84985378a3486d9852628c9b5681a64b789d4289aed3567ba02f54795b80a59f597ec53257815e8392a25cb4d929456a8f688db2789dc234597e5b6b909e7ba0ca375ca45e6e70958f81a64b799e836e93b86287ac577ca1617196aa658ab55a7fac5176cef31886ab5050759a99bee36489ae2e5378779cc1c2678cf91e43"
                                + black.repeat(2)));
    }

    @Test
    void staysAsItIsWhereItFits() {
        Rgb square = picture(1, 1, "0a0b0c");

        assertThat(square.fitted(1)).isSameAs(square);
    }

    private static void assertNear(Rgb actual, Rgb expected) {
        assertThat(actual.width()).isEqualTo(expected.width());
        byte[] bytes = actual.bytes().toArray();
        byte[] wanted = expected.bytes().toArray();
        assertThat(bytes).hasSameSizeAs(wanted);
        for (int i = 0; i < bytes.length; i++) {
            assertThat(bytes[i] & 0xFF)
                    .as("byte " + i)
                    .isBetween((wanted[i] & 0xFF) - ROUNDING, (wanted[i] & 0xFF) + ROUNDING);
        }
    }

    private static Rgb picture(int height, int width, String hex) {
        return new Rgb(height, width, Bytes.of(HexFormat.of().parseHex(hex)));
    }
}
