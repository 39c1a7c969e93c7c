package dev.fleetrl.episodes;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.contracts.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads one record from one JSON file, and says which file where that fails. */
final class JsonFiles {
    private JsonFiles() {}

    /** The field of that name, which tells whether the rest can be read; "none" where there is none. */
    static String schema(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile()).path("schema").asText("none");
        } catch (IOException e) {
            throw UnreadableFileException.damaged(file, e);
        }
    }

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
