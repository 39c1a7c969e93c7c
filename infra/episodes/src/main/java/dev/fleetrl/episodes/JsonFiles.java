package dev.fleetrl.episodes;

import dev.fleetrl.contracts.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads one record from one JSON file, and says which file where that fails. */
final class JsonFiles {
    private JsonFiles() {}

    static <M> M read(Path file, Class<M> type) {
        if (!Files.isRegularFile(file)) {
            throw UnreadableFileException.missing(file);
        }
        try {
            return Codec.JSON.decode(type, Files.readAllBytes(file));
        } catch (IOException e) {
            throw UnreadableFileException.damaged(file, e);
        }
    }
}
