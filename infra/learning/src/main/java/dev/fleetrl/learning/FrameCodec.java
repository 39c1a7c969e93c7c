package dev.fleetrl.learning;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEG to RGB bytes and back. Training and serving decode with the same code, so that they see the same numbers. */
public final class FrameCodec {
    private static final ThreadLocal<ImageReader> READER = ThreadLocal.withInitial(
            () -> ImageIO.getImageReadersByFormatName("jpeg").next());

    private FrameCodec() {}

    /** Writes the picture as RGB, row by row, to {@code target} from {@code offset} on; fails unless it is a square of that side. */
    public static void decode(byte[] jpeg, int pixels, byte[] target, int offset) throws IOException {
        BufferedImage image = read(jpeg, reader -> {
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width != pixels
                    || height != pixels) { // before its pixels are made room for: a stranger may claim any number
                throw new IOException(
                        "the picture is " + width + "×" + height + ", the policy wants " + pixels + "×" + pixels);
            }
            return reader.read(0);
        });
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getDataBuffer() instanceof DataBufferByte bytes
                && bytes.getSize() == 3 * pixels * pixels) {
            turnRound(bytes.getData(), target, offset);
            return;
        }
        int[] rgb = image.getRGB(0, 0, pixels, pixels, null, 0, pixels);
        for (int i = 0; i < rgb.length; i++) {
            target[offset + 3 * i] = (byte) (rgb[i] >> 16);
            target[offset + 3 * i + 1] = (byte) (rgb[i] >> 8);
            target[offset + 3 * i + 2] = (byte) rgb[i];
        }
    }

    /** What the JDK makes of colour JPEGs, without its colour model, which takes as long as the decoding. */
    private static void turnRound(byte[] bgr, byte[] target, int offset) {
        for (int i = 0; i < bgr.length; i += 3) {
            target[offset + i] = bgr[i + 2];
            target[offset + i + 1] = bgr[i + 1];
            target[offset + i + 2] = bgr[i];
        }
    }

    /** In pixels. */
    public static int width(byte[] jpeg) throws IOException {
        return read(jpeg, reader -> reader.getWidth(0));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    /** By a reader of its own: ImageIO.read once answered for a sound picture that nobody can read it, and a round was lost. */
    private static <T> T read(byte[] jpeg, Reading<T> reading) throws IOException {
        ImageReader reader = READER.get();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(in, true, true);
            return reading.from(reader);
        } catch (IIOException
                | EOFException
                | RuntimeException e) { // the latter from pictures that were damaged just so
            throw new IOException("not a JPEG picture: " + e.getMessage(), e);
        } finally {
            reader.reset();
        }
    }

    /**
     * Encodes a square picture.
     *
     * @param rgb row by row; shape [pixels, pixels, 3]
     * @param quality 0 to 1
     */
    public static byte[] encode(byte[] rgb, int pixels, double quality) {
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < pixels * pixels; i++) {
            int colour = ((rgb[3 * i] & 0xFF) << 16) | ((rgb[3 * i + 1] & 0xFF) << 8) | (rgb[3 * i + 2] & 0xFF);
            image.setRGB(i % pixels, i / pixels, colour);
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(jpeg)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality((float) quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to memory", e);
        } finally {
            writer.dispose();
        }
        return jpeg.toByteArray();
    }
}
