package dev.fleetrl.simulation.camera;

import java.util.Arrays;

/** Pixels, their depths, and the filling of one triangle after the other. */
final class Canvas {
    /** Not a colour: darkens once what lies at the triangle's own depth. */
    static final int SHADOW = -1;

    private static final int SHADE = 150;
    private static final int SHADED = 1 << 24;
    private static final int FULL = 256;
    private static final int RED_AND_BLUE = 0xFF00FF;
    private static final int GREEN = 0x00FF00;
    private static final float SHADOW_TOLERANCE = 0.999f;

    final int width;
    final int height;

    /** 0xRRGGBB, and above it whether it lies in shadow; row by row from the top. */
    final int[] rgb;

    /** 1/z; 0 is infinitely far. */
    private final float[] depth;

    private final float[] x = new float[3];
    private final float[] y = new float[3];
    private final float[] z = new float[3];
    private final float[] light = new float[3];

    /** Per pixel to the right, of the triangle that is being filled. */
    private float depthStep;

    private float lightStep;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        rgb = new int[width * height];
        depth = new float[width * height];
    }

    /** A wall that is a little darker towards the floor. */
    void clear() {
        for (int row = 0; row < height; row++) {
            int grey = 214 - row * 50 / height;
            Arrays.fill(rgb, row * width, (row + 1) * width, pack(grey - 10, grey - 4, grey + 4));
        }
        Arrays.fill(depth, 0);
    }

    void corner(int index, float cornerX, float cornerY, float inverseDepth, float brightness) {
        x[index] = cornerX;
        y[index] = cornerY;
        z[index] = inverseDepth;
        light[index] = brightness;
    }

    /** Fills the triangle of the three corners, by spans: in each row the barycentric weights bound the pixels. */
    void fill(int colour) {
        int top = (int) Math.max(0, Math.floor(Math.min(y[0], Math.min(y[1], y[2]))));
        int bottom = (int) Math.min(height - 1, Math.ceil(Math.max(y[0], Math.max(y[1], y[2]))));
        int left = (int) Math.max(0, Math.floor(Math.min(x[0], Math.min(x[1], x[2]))));
        int right = (int) Math.min(width - 1, Math.ceil(Math.max(x[0], Math.max(x[1], x[2]))));
        float area = (x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]);
        if (left > right || top > bottom) {
            return;
        }
        float bx = (y[2] - y[0]) / area;
        float by = (x[0] - x[2]) / area;
        float cx = (y[0] - y[1]) / area;
        float cy = (x[1] - x[0]) / area;
        depthStep = bx * (z[1] - z[0]) + cx * (z[2] - z[0]);
        lightStep = bx * (light[1] - light[0]) + cx * (light[2] - light[0]);
        for (int row = top; row <= bottom; row++) {
            float dx = left + 0.5f - x[0];
            float dy = row + 0.5f - y[0];
            float b = dx * bx + dy * by;
            float c = dx * cx + dy * cy;
            float low = lowest(c, cx, lowest(b, bx, lowest(1 - b - c, -bx - cx, 0)));
            float high = highest(c, cx, highest(b, bx, highest(1 - b - c, -bx - cx, right - left)));
            int first = (int) Math.ceil(low);
            int last = (int) Math.floor(high);
            if (first <= last) {
                float inverse = z[0] + b * (z[1] - z[0]) + c * (z[2] - z[0]) + first * depthStep;
                float bright = light[0] + b * (light[1] - light[0]) + c * (light[2] - light[0]) + first * lightStep;
                int at = row * width + left + first;
                paint(at, last - first + 1, inverse, bright, colour);
            }
        }
    }

    /** First pixel at which the weight is not negative. */
    private static float lowest(float weight, float slope, float low) {
        if (slope > 0) {
            return Math.max(low, -weight / slope);
        }
        return slope == 0 && weight < 0 ? Float.POSITIVE_INFINITY : low;
    }

    private static float highest(float weight, float slope, float high) {
        return slope < 0 ? Math.min(high, -weight / slope) : high;
    }

    private void paint(int from, int count, float inverse, float bright, int colour) {
        if (colour == SHADOW) {
            shade(from, from + count, inverse);
            return;
        }
        int red = channel(colour, 16);
        int green = channel(colour, 8);
        int blue = channel(colour, 0);
        float near = inverse;
        float lit = bright * FULL;
        float step = lightStep * FULL;
        for (int at = from; at < from + count; at++, near += depthStep, lit += step) {
            if (near > depth[at]) {
                depth[at] = near;
                int l = (int) lit;
                rgb[at] = pack(scaled(red, l), scaled(green, l), scaled(blue, l));
            }
        }
    }

    private void shade(int from, int to, float inverse) {
        float near = inverse;
        for (int at = from; at < to; at++, near += depthStep) {
            int p = rgb[at];
            if (p < SHADED && depth[at] > 0 && near >= depth[at] * SHADOW_TOLERANCE) {
                int red = (channel(p, 16) * SHADE) >> 8;
                int green = (channel(p, 8) * SHADE) >> 8;
                int blue = (channel(p, 0) * (SHADE + 5)) >> 8;
                rgb[at] = SHADED | pack(red, green, blue);
            }
        }
    }

    /** Means of 2×2 pixels as RGB bytes; shape [height/2, width/2, 3]. Two channels are summed in one integer. */
    byte[] halved() {
        byte[] bytes = new byte[width / 2 * (height / 2) * 3];
        int at = 0;
        for (int row = 0; row < height; row += 2) {
            for (int p = row * width; p < (row + 1) * width; p += 2) {
                int a = rgb[p];
                int b = rgb[p + 1];
                int c = rgb[p + width];
                int d = rgb[p + width + 1];
                int both = (a & RED_AND_BLUE) + (b & RED_AND_BLUE) + (c & RED_AND_BLUE) + (d & RED_AND_BLUE) + 0x20002;
                int green = (a & GREEN) + (b & GREEN) + (c & GREEN) + (d & GREEN) + 0x200;
                bytes[at] = (byte) (both >> 18);
                bytes[at + 1] = (byte) (green >> 10);
                bytes[at + 2] = (byte) (both >> 2);
                at += 3;
            }
        }
        return bytes;
    }

    private static int pack(int red, int green, int blue) {
        return (red << 16) | (green << 8) | blue;
    }

    private static int channel(int colour, int shift) {
        return (colour >> shift) & 255;
    }

    /** Times {@code part}/256, at most 255. */
    private static int scaled(int channel, int part) {
        return Math.min(255, (channel * part) >> 8);
    }
}
