package dev.fleetrl.robot.ros.cdr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads CDR of either byte order, never beyond the sample's end. */
final class CdrReader {
    /** Of plain CDR; the other one is 0. */
    private static final int LITTLE_ENDIAN = 1;

    private final ByteBuffer buffer;

    CdrReader(byte[] sample) throws MalformedSample {
        if (sample.length < CdrWriter.HEADER) {
            throw new MalformedSample(sample.length + " bytes are no sample");
        }
        int encapsulation = 256 * Byte.toUnsignedInt(sample[0]) + Byte.toUnsignedInt(sample[1]);
        if (encapsulation > LITTLE_ENDIAN) {
            throw new MalformedSample(String.format("encapsulation %04x is not plain CDR", encapsulation));
        }
        buffer = ByteBuffer.wrap(sample, CdrWriter.HEADER, sample.length - CdrWriter.HEADER)
                .slice()
                .order(encapsulation == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    boolean bool() throws MalformedSample {
        return ahead(1).get() != 0;
    }

    int int32() throws MalformedSample {
        align(Integer.BYTES);
        return ahead(Integer.BYTES).getInt();
    }

    double float64() throws MalformedSample {
        align(Double.BYTES);
        return ahead(Double.BYTES).getDouble();
    }

    /** Some writers give the empty text no closing zero and the length 0. */
    String string() throws MalformedSample {
        int length = count(1);
        if (length == 0) {
            return "";
        }
        ByteBuffer text = ahead(length).slice().limit(length - 1);
        buffer.position(buffer.position() + length);
        if (buffer.get(buffer.position() - 1) != 0) {
            throw new MalformedSample("a text does not end with a zero");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedSample("a text is not UTF-8");
        }
    }

    byte[] octets() throws MalformedSample {
        byte[] bytes = new byte[count(1)];
        buffer.get(bytes);
        return bytes;
    }

    /**
     * The number of elements that follow.
     *
     * @param least bytes that an element takes at least, so that no number can ask for more memory than the sample's own size
     */
    int count(int least) throws MalformedSample {
        int count = int32();
        if (count < 0 || (long) count * least > buffer.remaining()) {
            throw new MalformedSample(
                    Integer.toUnsignedString(count) + " elements do not fit into " + buffer.remaining() + " bytes");
        }
        return count;
    }

    private void align(int size) throws MalformedSample {
        int beyond = buffer.position() % size;
        if (beyond != 0) {
            ahead(size - beyond).position(buffer.position() + size - beyond);
        }
    }

    private ByteBuffer ahead(int bytes) throws MalformedSample {
        if (buffer.remaining() < bytes) {
            throw new MalformedSample("the sample ends in the middle of a field");
        }
        return buffer;
    }
}
