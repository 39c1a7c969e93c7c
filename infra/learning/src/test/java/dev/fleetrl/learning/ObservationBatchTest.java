package dev.fleetrl.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationBatchTest {
    private static final ObservationShape SHAPE = new ObservationShape(2, 16, 3);

    @Test
    void putsObservationsSideBySide() {
        ObservationSet set = new ObservationSet(SHAPE);
        set.add(coordinates(), InstructionTokenizer.tokens("one"), new float[] {1, 2, 3});
        set.add(new byte[SHAPE.bytesPerObservation()], InstructionTokenizer.tokens("two"), new float[] {4, 5, 6});

        ObservationBatch batch = set.batch(1, 0);

        assertThat(batch.proprioception()).containsExactly(4, 5, 6, 1, 2, 3);
        assertThat(batch.tokens()[12]).isEqualTo(InstructionTokenizer.tokens("one")[0]);
        assertThat(batch.image(0, 1)).containsOnly(0);
        assertThat(batch.image(1, 1)).isEqualTo(batch.image(1, 0));
    }

    /** Each pixel holds its own column and row, so that after a shift its contents say where it came from. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shiftsWholePicturesAndRepeatsTheirEdges(long seed) {
        ObservationBatch batch = new ObservationBatch(SHAPE, 1);
        batch.set(0, coordinates(), new int[12], new float[3]);

        batch.augment(3, 0, new SplittableRandom(seed));

        byte[] picture = batch.image(0, 0);
        int dx = picture[3 * (8 * 16 + 8)] - 8;
        int dy = picture[3 * (8 * 16 + 8) + 1] - 8;
        assertThat(Math.abs(dx)).isLessThanOrEqualTo(3);
        assertThat(Math.abs(dy)).isLessThanOrEqualTo(3);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                int at = 3 * (y * 16 + x);
                assertThat(picture[at]).isEqualTo((byte) Math.max(0, Math.min(15, x + dx)));
                assertThat(picture[at + 1]).isEqualTo((byte) Math.max(0, Math.min(15, y + dy)));
            }
        }
    }

    @Test
    void shakesWhatWasFeltByTheNoiseAskedFor() {
        ObservationBatch batch = new ObservationBatch(SHAPE, 1000);

        batch.augment(0, 0.03, new SplittableRandom(7));

        double squares = 0;
        for (float element : batch.proprioception()) {
            squares += element * element;
        }
        assertThat(Math.sqrt(squares / 3000)).isCloseTo(0.03, within(0.002));
    }

    @Test
    void movesTheRowsOfAGroupAlikeAndNoOthers() {
        ObservationBatch batch = new ObservationBatch(SHAPE, 4);
        for (int row = 0; row < 4; row++) {
            batch.set(row, coordinates(), new int[12], new float[3]);
        }

        batch.shiftAlike(1, 2, 3, new SplittableRandom(7));

        assertThat(batch.image(1, 0)).isEqualTo(batch.image(2, 0)).isNotEqualTo(batch.image(0, 0));
        assertThat(batch.image(3, 0)).isEqualTo(batch.image(0, 0));
    }

    @Test
    void fillsUpWithItsFirstRow() {
        ObservationBatch batch = new ObservationBatch(SHAPE, 3);
        batch.set(0, coordinates(), new int[12], new float[] {7, 8, 9});

        batch.repeatFirst(1);

        assertThat(batch.proprioception()).containsExactly(7, 8, 9, 7, 8, 9, 7, 8, 9);
        assertThat(batch.image(2, 1)).isEqualTo(batch.image(0, 1));
    }

    private static byte[] coordinates() {
        byte[] rgb = new byte[SHAPE.bytesPerObservation()];
        for (int i = 0; i < rgb.length; i += 3) {
            int pixel = (i / 3) % 256;
            rgb[i] = (byte) (pixel % 16);
            rgb[i + 1] = (byte) (pixel / 16);
        }
        return rgb;
    }
}
