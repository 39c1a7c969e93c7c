package dev.fleetrl.learning;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Arrays of equal length in a temporary file: the machine keeps in memory what fits, and practice that aggregates over rounds does
 * not fill the heap. On Linux the file has no name once it is open; it goes with the process, however that ends.
 *
 * <p>It lies in {@code $TMPDIR} or else in {@code /var/tmp}: {@code /tmp} is memory on many machines.
 */
final class PictureFile {
    private final int length;
    private final Path file;
    private final FileChannel channel;
    private int size;

    /** @param length of each array, in bytes */
    PictureFile(int length) {
        this.length = length;
        file = folder().resolve("fleetrl-pictures-" + UUID.randomUUID());
        try {
            channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw unusable("open", e);
        }
    }

    private static Path folder() {
        return Optional.ofNullable(System.getenv("TMPDIR"))
                .map(Path::of)
                .or(() -> Optional.of(Path.of("/var/tmp")).filter(Files::isWritable))
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir", ".")));
    }

    /** Appends a copy and answers its index. */
    int add(byte[] array) {
        ByteBuffer bytes = ByteBuffer.wrap(array, 0, length);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, (long) size * length + bytes.position());
            }
        } catch (IOException e) {
            throw unusable("add " + length + " bytes after " + size + " times as many to", e);
        }
        return size++;
    }

    /** A copy. */
    byte[] get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, (long) index * length + bytes.position()) < 0) {
                    throw new EOFException("it was cut off");
                }
            }
        } catch (IOException e) {
            throw unusable("read", e);
        }
        return bytes.array();
    }

    private UncheckedIOException unusable(String doing, IOException e) {
        return new UncheckedIOException(
                "cannot " + doing + " " + file + " (" + e.getMessage() + "); name a folder with more room with TMPDIR",
                e);
    }

    int size() {
        return size;
    }
}
