package dev.fleetrl.policy.embodiment;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.policy.openpi.NdArray;
import java.util.List;

/**
 * A picture of any size.
 *
 * @param bytes RGB, row by row from the top; shape [height, width, 3]
 */
public record Rgb(int height, int width, Bytes bytes) {
    private static final int CHANNELS = 3;
    private static final int MOST_PIXELS = 4096;

    public Rgb {
        if (height < 1 || width < 1 || height > MOST_PIXELS || width > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "a picture of " + width + "×" + height + " pixels: 1 to " + MOST_PIXELS + " a side");
        }
    }

    /** Fails with one line for the sender. As openpi's own servers do, it takes either order where the shape says which. */
    static Rgb of(NdArray array, Embodiment.Camera camera) {
        List<Integer> shape = array.shape();
        if (!array.isBytes()) {
            throw new IllegalArgumentException("'" + camera.key() + "' is a picture of " + array.dtype()
                    + "; send |u1, 0 to 255, as image_tools.convert_to_uint8 does");
        }
        boolean rows = shape.size() == CHANNELS && shape.get(2) == CHANNELS;
        boolean planes = shape.size() == CHANNELS && shape.get(0) == CHANNELS;
        if (!rows && !planes) {
            throw new IllegalArgumentException("'" + camera.key() + "' has shape " + shape
                    + ", must be [height, width, 3]" + " or [3, height, width]");
        }
        boolean isPlanes = planes && (!rows || camera.layout() == Layout.CHW);
        return isPlanes
                ? new Rgb(shape.get(1), shape.get(2), interleaved(array.data().toArray()))
                : new Rgb(shape.get(0), shape.get(1), array.data());
    }

    private static Bytes interleaved(byte[] planes) {
        int pixels = planes.length / CHANNELS;
        byte[] rgb = new byte[planes.length];
        for (int i = 0; i < planes.length; i++) {
            rgb[i] = planes[i % CHANNELS * pixels + i / CHANNELS];
        }
        return Bytes.of(rgb);
    }

    /** Shaped as a server wants it. */
    NdArray array(Layout layout) {
        if (layout == Layout.HWC) {
            return NdArray.bytes(bytes.toArray(), height, width, CHANNELS);
        }
        byte[] rgb = bytes.toArray();
        byte[] planes = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            planes[i % CHANNELS * (rgb.length / CHANNELS) + i / CHANNELS] = rgb[i];
        }
        return NdArray.bytes(planes, CHANNELS, height, width);
    }

    /**
     * In a square of that side, whole, in its proportions, with black around it: as openpi's {@code resize_with_pad}. Downwards
     * it averages over what one pixel covers, as PIL's bilinear filter does.
     */
    public Rgb fitted(int side) {
        if (height == side && width == side) {
            return this;
        }
        double ratio = Math.max((double) width / side, (double) height / side);
        int newHeight = Math.max(1, (int) (height / ratio));
        int newWidth = Math.max(1, (int) (width / ratio));
        float[] source = new float[bytes.size()];
        byte[] raw = bytes.toArray();
        for (int i = 0; i < raw.length; i++) {
            source[i] = raw[i] & 0xFF;
        }
        float[] across = resampled(source, height, width, newWidth, true);
        float[] small = resampled(across, newWidth, height, newHeight, false);
        return padded(small, newHeight, newWidth, side);
    }

    private static Rgb padded(float[] small, int height, int width, int side) {
        byte[] square = new byte[side * side * CHANNELS];
        int top = (side - height) / 2;
        int left = (side - width) / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width * CHANNELS; x++) {
                square[((top + y) * side + left) * CHANNELS + x] = (byte) Math.round(small[y * width * CHANNELS + x]);
            }
        }
        return new Rgb(side, side, Bytes.of(square));
    }

    /**
     * One direction, by a triangle as wide as a new pixel, or as an old one where that is wider.
     *
     * @param lines how many rows or columns are treated alike
     */
    private static float[] resampled(float[] source, int lines, int before, int after, boolean alongRows) {
        float[] target = new float[lines * after * CHANNELS];
        double scale = (double) before / after;
        double reach = Math.max(1, scale);
        for (int to = 0; to < after; to++) {
            double centre = (to + 0.5) * scale;
            int first = Math.max(0, (int) (centre - reach + 0.5));
            int end = Math.min(before, (int) (centre + reach + 0.5));
            float[] weights = triangle(first, end, centre, reach);
            for (int line = 0; line < lines * CHANNELS; line++) {
                float sum = 0;
                for (int from = first; from < end; from++) {
                    sum += weights[from - first] * source[index(line, from, lines, before, alongRows)];
                }
                target[index(line, to, lines, after, alongRows)] = sum;
            }
        }
        return target;
    }

    private static float[] triangle(int first, int end, double centre, double reach) {
        float[] weights = new float[end - first];
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.max(0, 1 - Math.abs((first + i + 0.5 - centre) / reach));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static int index(int line, int at, int lines, int length, boolean alongRows) {
        int channel = line % CHANNELS;
        int other = line / CHANNELS;
        return (alongRows ? other * length + at : at * lines + other) * CHANNELS + channel;
    }
}
