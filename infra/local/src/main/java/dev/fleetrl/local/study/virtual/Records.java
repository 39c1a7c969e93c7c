package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** One record a file, in JSON; a file is there whole or not at all. */
public final class Records {
    private Records() {}

    public static <M> Optional<M> find(Path file, Class<M> type) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Codec.JSON.decode(type, Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new IOException(file + " cannot be read (" + firstLine(e) + "); remove it to compute it again", e);
        }
    }

    public static <M> void write(Path file, Class<M> type, M message) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path growing = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(growing, Codec.JSON.encode(type, message));
        Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason");
    }
}
