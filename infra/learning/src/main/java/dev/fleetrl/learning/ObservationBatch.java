package dev.fleetrl.learning;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Observations side by side in flat arrays, as TensorFlow wants them: images [B, cameras, S, S, 3], tokens [B, 12],
 * proprioception [B, P].
 */
public final class ObservationBatch {
    private final ObservationShape shape;
    private final int size;
    private final byte[] images;
    private final int[] tokens;
    private final float[] proprioception;

    public ObservationBatch(ObservationShape shape, int size) {
        this.shape = shape;
        this.size = size;
        images = new byte[size * shape.bytesPerObservation()];
        tokens = new int[size * InstructionTokenizer.LENGTH];
        proprioception = new float[size * shape.proprioception()];
    }

    /** Copies one observation to a row; {@code rgb} has all cameras, one after the other. */
    public void set(int row, byte[] rgb, int[] instruction, float[] felt) {
        System.arraycopy(rgb, 0, images, row * shape.bytesPerObservation(), shape.bytesPerObservation());
        System.arraycopy(instruction, 0, tokens, row * InstructionTokenizer.LENGTH, InstructionTokenizer.LENGTH);
        System.arraycopy(felt, 0, proprioception, row * shape.proprioception(), shape.proprioception());
    }

    /** Repeats the first row in all rows from {@code from} on, so that few batch sizes are ever seen. */
    public void repeatFirst(int from) {
        for (int row = from; row < size; row++) {
            System.arraycopy(images, 0, images, row * shape.bytesPerObservation(), shape.bytesPerObservation());
            System.arraycopy(tokens, 0, tokens, row * InstructionTokenizer.LENGTH, InstructionTokenizer.LENGTH);
            System.arraycopy(proprioception, 0, proprioception, row * shape.proprioception(), shape.proprioception());
        }
    }

    /** Moves each picture by up to {@code maxShift} pixels (its edge repeats), and shakes what was felt. */
    public void augment(int maxShift, double noise, SplittableRandom random) {
        byte[] picture = new byte[shape.bytesPerImage()];
        for (int image = 0; image < size * shape.cameras(); image++) {
            int dx = random.nextInt(2 * maxShift + 1) - maxShift;
            int dy = random.nextInt(2 * maxShift + 1) - maxShift;
            int offset = image * shape.bytesPerImage();
            System.arraycopy(images, offset, picture, 0, picture.length);
            shift(picture, images, offset, dx, dy);
        }
        for (int i = 0; i < proprioception.length; i++) {
            proprioception[i] += (float) (noise * Gaussian.next(random));
        }
    }

    /** Moves the pictures of these rows by up to {@code maxShift} pixels, all of one camera alike: what moved stays visible. */
    public void shiftAlike(int fromRow, int rows, int maxShift, SplittableRandom random) {
        byte[] picture = new byte[shape.bytesPerImage()];
        for (int camera = 0; camera < shape.cameras(); camera++) {
            int dx = random.nextInt(2 * maxShift + 1) - maxShift;
            int dy = random.nextInt(2 * maxShift + 1) - maxShift;
            for (int row = fromRow; row < fromRow + rows; row++) {
                int offset = (row * shape.cameras() + camera) * shape.bytesPerImage();
                System.arraycopy(images, offset, picture, 0, picture.length);
                shift(picture, images, offset, dx, dy);
            }
        }
    }

    private void shift(byte[] from, byte[] to, int offset, int dx, int dy) {
        int side = shape.pixels();
        int first = Math.max(0, -dx);
        int last = Math.min(side, side - dx);
        for (int y = 0; y < side; y++) {
            int source = Math.max(0, Math.min(side - 1, y + dy)) * side * 3;
            int target = offset + y * side * 3;
            System.arraycopy(from, source + (first + dx) * 3, to, target + first * 3, (last - first) * 3);
            for (int x = 0; x < first; x++) {
                System.arraycopy(from, source, to, target + x * 3, 3);
            }
            for (int x = last; x < side; x++) {
                System.arraycopy(from, source + (side - 1) * 3, to, target + x * 3, 3);
            }
        }
    }

    public int size() {
        return size;
    }

    ObservationShape shape() {
        return shape;
    }

    byte[] images() {
        return images;
    }

    int[] tokens() {
        return tokens;
    }

    float[] proprioception() {
        return proprioception;
    }

    /** A copy of one picture, for people and for tests. */
    public byte[] image(int row, int camera) {
        int offset = (row * shape.cameras() + camera) * shape.bytesPerImage();
        return Arrays.copyOfRange(images, offset, offset + shape.bytesPerImage());
    }
}
