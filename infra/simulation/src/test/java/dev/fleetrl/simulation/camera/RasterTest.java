package dev.fleetrl.simulation.camera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RasterTest {
    private static final int SIZE = 40;
    private static final int RED = 0xFF0000;
    private static final int GREEN = 0x00FF00;

    private final Canvas canvas = new Canvas(SIZE, SIZE);
    private final Raster raster = new Raster(canvas, Light.CEILING);
    private final Mesh cube = Mesh.of(new Shape.Box(0.2, 0.2, 0.2));

    /** One metre above the origin, looking down: 45° see 2·tan(22.5°) = 0.83 m of the table. */
    private void lookDown() {
        raster.look(Viewpoint.looking(new Vec3(0.0001, 0, 1), Vec3.ZERO, 45));
    }

    @Test
    void showsACubeAsLargeAsItIs() {
        lookDown();

        raster.draw(cube, Pose.at(0, 0, 0), RED);

        // The top is 0.9 m away: 0.2 / (0.9 · 0.8284) of 40 pixels is 10.7.
        long red = Arrays.stream(canvas.rgb).filter(RasterTest::isRed).count();
        assertThat(red).isBetween(100L, 121L);
    }

    @Test
    void hidesWhatIsBehindInWhateverOrderItIsDrawn() {
        lookDown();

        raster.draw(cube, Pose.at(0, 0, 0.3), GREEN);
        raster.draw(cube, Pose.at(0, 0, 0), RED);

        assertThat(Arrays.stream(canvas.rgb).filter(RasterTest::isRed)).isEmpty();
    }

    /** All corners of this table lie outside the picture and half of them behind the camera. */
    @Test
    void clipsALargeTableInsteadOfDroppingIt() {
        raster.look(Viewpoint.looking(new Vec3(0, 0, 0.1), new Vec3(1, 0, -0.4), 60));

        raster.draw(Mesh.of(new Shape.Box(6, 6, 0.1)), Pose.at(0, 0, -0.05), RED);

        int lowestRow = (SIZE - 1) * SIZE;
        for (int column = 0; column < SIZE; column++) {
            assertThat(isRed(canvas.rgb[lowestRow + column])).isTrue();
        }
    }

    @Test
    void shadesTheTableOnceBesideAFloatingCube() {
        lookDown();
        raster.draw(Mesh.of(new Shape.Box(2, 2, 0.1)), Pose.at(0, 0, -0.05), RED);
        int[] bright = canvas.rgb.clone();

        raster.shadow(cube, Pose.at(0, 0, 0.1));
        int[] once = canvas.rgb.clone();
        raster.shadow(cube, Pose.at(0, 0, 0.1));

        assertThat(once).isNotEqualTo(bright);
        assertThat(canvas.rgb).isEqualTo(once);
    }

    /** Only its corner reaches into the picture, its middle does not: culling must be of the whole ball. */
    @Test
    void showsTheCornerOfACubeWhoseMiddleIsOutside() {
        lookDown();

        raster.draw(cube, Pose.at(0, 0.47, 0), RED);

        assertThat(Arrays.stream(canvas.rgb).filter(RasterTest::isRed)).isNotEmpty();
    }

    private static boolean isRed(int rgb) {
        return ((rgb >> 16) & 255) > 90 && (rgb & 255) < 40 && ((rgb >> 8) & 255) < 40;
    }
}
