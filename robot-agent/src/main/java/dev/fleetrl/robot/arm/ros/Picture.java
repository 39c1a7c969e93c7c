package dev.fleetrl.robot.arm.ros;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A camera's picture, made smaller. Each pixel is the mean of those that it stands for, so that nothing glitters. */
final class Picture {
    private static final int MOST_SIDE = 8192;

    private final int width;
    private final int height;
    private final int[] rgb;

    private Picture(int width, int height, int[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /** @throws IOException of one line, where the bytes are no JPEG or PNG picture of a sane size */
    static Picture decode(byte[] encoded) throws IOException {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("neither JPEG nor PNG");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return decode(reader);
            } finally {
                reader.dispose();
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("cannot be decoded: " + e.getMessage(), e);
        }
    }

    /** The size is known before the pixels are: a few bytes may claim gigabytes. */
    private static Picture decode(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width < 1 || height < 1 || width > MOST_SIDE || height > MOST_SIDE) {
            throw new IOException("claims to be " + width + "×" + height);
        }
        BufferedImage image = reader.read(0, new ImageReadParam());
        return new Picture(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }

    static Picture grey(int width, int height) {
        int[] rgb = new int[width * height];
        Arrays.fill(rgb, 0x606060);
        return new Picture(width, height, rgb);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The middle of the picture, as wide as high. */
    Picture square(int side) {
        int least = Math.min(width, height);
        return part((width - least) / 2, (height - least) / 2, least, least, side, side);
    }

    /** All of it, within a box, its proportions kept. */
    Picture within(int mostWidth, int mostHeight) {
        double scale = Math.min(1, Math.min((double) mostWidth / width, (double) mostHeight / height));
        int smallWidth = (int) Math.max(1, Math.round(width * scale));
        int smallHeight = (int) Math.max(1, Math.round(height * scale));
        return part(0, 0, width, height, smallWidth, smallHeight);
    }

    private Picture part(int left, int top, int partWidth, int partHeight, int toWidth, int toHeight) {
        int[] small = new int[toWidth * toHeight];
        for (int y = 0; y < toHeight; y++) {
            int y0 = top + y * partHeight / toHeight;
            int y1 = Math.max(y0 + 1, top + (y + 1) * partHeight / toHeight);
            for (int x = 0; x < toWidth; x++) {
                int x0 = left + x * partWidth / toWidth;
                int x1 = Math.max(x0 + 1, left + (x + 1) * partWidth / toWidth);
                small[y * toWidth + x] = mean(x0, x1, y0, y1);
            }
        }
        return new Picture(toWidth, toHeight, small);
    }

    private int mean(int x0, int x1, int y0, int y1) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                int pixel = rgb[y * width + x];
                red += pixel >> 16 & 0xFF;
                green += pixel >> 8 & 0xFF;
                blue += pixel & 0xFF;
            }
        }
        int count = (x1 - x0) * (y1 - y0);
        return rounded(red, count) << 16 | rounded(green, count) << 8 | rounded(blue, count);
    }

    private static int rounded(long sum, int count) {
        return (int) ((sum + count / 2) / count);
    }

    /** @param quality 0 to 1 */
    byte[] jpeg(double quality) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, rgb, 0, width);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(jpeg)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality((float) quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to memory", e);
        } finally {
            writer.dispose();
        }
        return jpeg.toByteArray();
    }
}
