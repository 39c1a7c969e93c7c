package dev.fleetrl.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FrameCodecTest {
    @Test
    void keepsColoursAndTheirOrder() throws IOException {
        byte[] orange = new byte[16 * 16 * 3];
        for (int i = 0; i < orange.length; i += 3) {
            orange[i] = (byte) 250;
            orange[i + 1] = (byte) 120;
            orange[i + 2] = 10;
        }
        byte[] decoded = new byte[1 + orange.length];

        FrameCodec.decode(FrameCodec.encode(orange, 16, 0.92), 16, decoded, 1);

        assertThat(decoded[0]).isZero();
        for (int i = 0; i < orange.length; i++) {
            assertThat(decoded[1 + i] & 0xFF).isBetween((orange[i] & 0xFF) - 4, (orange[i] & 0xFF) + 4);
        }
    }

    /** Of noise, seed 7: what training has seen with the JDK's own conversion, serving sees to the bit. */
    @Test
    void givesWhatTheJdksColourModelGives() throws IOException {
        byte[] rgb = new byte[16 * 16 * 3];
        new SplittableRandom(7).nextBytes(rgb);
        byte[] jpeg = FrameCodec.encode(rgb, 16, 0.92);
        byte[] decoded = new byte[rgb.length];

        FrameCodec.decode(jpeg, 16, decoded, 0);

        int[] expected = ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(0, 0, 16, 16, null, 0, 16);
        for (int i = 0; i < expected.length; i++) {
            int colour =
                    ((decoded[3 * i] & 0xFF) << 16) | ((decoded[3 * i + 1] & 0xFF) << 8) | (decoded[3 * i + 2] & 0xFF);
            assertThat(colour).isEqualTo(expected[i] & 0xFFFFFF);
        }
    }

    @Test
    void refusesAnotherSize() {
        byte[] jpeg = FrameCodec.encode(new byte[16 * 16 * 3], 16, 0.9);

        assertThatThrownBy(() -> FrameCodec.decode(jpeg, 32, new byte[32 * 32 * 3], 0))
                .hasMessage("the picture is 16×16, the policy wants 32×32");
    }

    /** What could not be read leaves nothing behind in the reader. */
    @Test
    void readsAPictureAfterOneThatIsBroken() throws IOException {
        byte[] jpeg = FrameCodec.encode(new byte[16 * 16 * 3], 16, 0.9);
        byte[] broken = Arrays.copyOf(jpeg, 100);

        assertThatThrownBy(() -> FrameCodec.width(broken)).isInstanceOf(IOException.class);
        assertThat(FrameCodec.width(jpeg)).isEqualTo(16);
    }

    @Test
    void refusesWhatIsNoPicture() {
        byte[] words = "no picture".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> FrameCodec.decode(words, 16, new byte[16 * 16 * 3], 0))
                .hasMessageStartingWith("not a JPEG picture: ");
    }

    /** 65 500 by 65 500 pixels would take 13 GB. */
    @Test
    void makesNoRoomForWhatAHeaderClaims() {
        byte[] jpeg = FrameCodec.encode(new byte[16 * 16 * 3], 16, 0.9);
        for (int i = 0; i + 8 < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xFF);
                jpeg[i + 6] = (byte) 0xDC;
                jpeg[i + 8] = (byte) 0xDC;
            }
        }

        assertThatThrownBy(() -> FrameCodec.decode(jpeg, 16, new byte[16 * 16 * 3], 0))
                .hasMessage("the picture is 65500×65500, the policy wants 16×16");
    }

    /** A seeded thousand of pictures with a few wrong bytes each: decoded or refused, never anything else. */
    @Test
    void readsOrRefusesWhatWasDamagedWithSeeds0To999() {
        byte[] jpeg = FrameCodec.encode(new byte[16 * 16 * 3], 16, 0.9);
        for (int seed = 0; seed < 1000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] damaged = jpeg.clone();
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                FrameCodec.decode(damaged, 16, new byte[16 * 16 * 3], 0);
            } catch (IOException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }
}
