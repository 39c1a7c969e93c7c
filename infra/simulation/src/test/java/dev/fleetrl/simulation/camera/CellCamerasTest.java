package dev.fleetrl.simulation.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Tasks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CellCamerasTest {
    private final SimulatedCell cell = SimulatedCell.open(Tasks.byId(new TaskId("pick")), 7);

    @AfterEach
    void close() {
        cell.close();
    }

    @Test
    void seeTheRedCubeFromBothPlaces() {
        for (String camera : SimulatedCell.CAMERAS) {
            byte[] rgb = cell.render(camera, 64, 64);

            assertThat(rgb).hasSize(64 * 64 * 3);
            assertThat(redPixels(rgb)).as(camera).isGreaterThan(3);
        }
    }

    @Test
    void drawTheSamePictureTwice() {
        assertThat(cell.render("wrist", 48, 36)).isEqualTo(cell.render("wrist", 48, 36));
    }

    @Test
    void encodeWhatTheyDraw() throws IOException {
        byte[] rgb = cell.render("third", 64, 48);

        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(cell.jpeg("third", 64, 48, 0.92f)));

        assertThat(decoded.getWidth()).isEqualTo(64);
        assertThat(decoded.getHeight()).isEqualTo(48);
        double error = 0;
        for (int i = 0; i < 64 * 48; i++) {
            error += Math.abs(((decoded.getRGB(i % 64, i / 64) >> 8) & 255) - (rgb[i * 3 + 1] & 255));
        }
        assertThat(error / (64 * 48)).isLessThan(4);
    }

    @Test
    void refuseAnUnknownNameAndSayWhichThereAre() {
        assertThatThrownBy(() -> cell.render("ceiling", 8, 8))
                .hasMessageContaining("third")
                .hasMessageContaining("wrist");
    }

    private static int redPixels(byte[] rgb) {
        int count = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            boolean isRed = (rgb[i] & 255) > 110 && (rgb[i + 1] & 255) < 70 && (rgb[i + 2] & 255) < 70;
            count += isRed ? 1 : 0;
        }
        return count;
    }
}
