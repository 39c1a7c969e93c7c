package dev.fleetrl.episodes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file is there whole or not at all, whenever the power goes. */
public final class AtomicFiles {
    static final String TEMPORARY = ".tmp";

    private AtomicFiles() {}

    /** The name beside {@code file} to write to first. */
    static Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + TEMPORARY);
    }

    public static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(temporary(file), bytes);
        commit(file);
    }

    /** Gives the temporary file its name, once its bytes are on the disk. */
    static void commit(Path file) throws IOException {
        try (FileChannel written = FileChannel.open(temporary(file), StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(temporary(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        commitNames(file.resolveSibling("."));
    }

    /** A new name is safe only once its folder is on the disk, too. */
    static void commitNames(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
