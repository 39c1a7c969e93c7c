package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    /** Red bars at both sides are cut off; black and white stripes of one pixel become grey. */
    @Test
    void takesTheMiddleSquareAndTheMeanOfWhatAPixelStandsFor() throws IOException {
        BufferedImage wide = new BufferedImage(160, 80, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = wide.createGraphics();
        brush.setColor(Color.RED);
        brush.fillRect(0, 0, 40, 80);
        brush.fillRect(120, 0, 40, 80);
        brush.setColor(Color.WHITE);
        for (int y = 0; y < 80; y += 2) {
            brush.drawLine(40, y, 119, y);
        }
        brush.dispose();

        BufferedImage small = decoded(Picture.decode(png(wide)).square(8).jpeg(1));

        assertThat(small.getWidth()).isEqualTo(8);
        for (int i = 0; i < 8; i++) {
            Color colour = new Color(small.getRGB(i, 7 - i));
            assertThat(colour.getRed()).isCloseTo(128, within(3));
            assertThat(colour.getBlue()).isCloseTo(128, within(3));
        }
    }

    @Test
    void keepsProportionsAndNeverGrows() throws IOException {
        Picture picture = Picture.decode(png(new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB)));

        assertThat(decoded(picture.within(480, 360).jpeg(0.8)).getHeight()).isEqualTo(270);
        assertThat(picture.within(4000, 4000).width()).isEqualTo(1280);
        assertThat(Picture.grey(3, 1).square(8).height()).isEqualTo(8);
    }

    /** The header of a PNG says 100,000 × 100,000; nothing of that size may be made. */
    @Test
    void refusesAPictureThatClaimsToBeHuge() throws IOException {
        byte[] bomb = png(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));
        ByteBuffer.wrap(bomb).putInt(16, 100_000).putInt(20, 100_000);

        assertThatThrownBy(() -> Picture.decode(bomb))
                .isInstanceOf(IOException.class)
                .hasMessage("claims to be 100000×100000");
    }

    @ParameterizedTest(name = "2,000 damaged pictures, seed {0}")
    @ValueSource(longs = {1, 2})
    void refusesDamagedPicturesOrDecodesThem(long seed) {
        Random random = new Random(seed);
        byte[] whole = Picture.grey(16, 16).jpeg(0.9);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Picture.decode(damaged).width()).isPositive();
            } catch (IOException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "png", bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static BufferedImage decoded(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }
}
