package dev.fleetrl.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.local.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which story a data folder tells; another one is refused, so that two are never mixed. */
record DemoMark(String task, long seed, DemoPlan plan) {
    private static final String FILE = "demo.json";

    /** Marks a fresh folder, and checks one that was used before. */
    void leaveIn(Path data) {
        Path file = data.resolve(FILE);
        ObjectMapper json = new ObjectMapper();
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(data);
                json.writeValue(file.toFile(), this);
            } else if (!json.readValue(file.toFile(), DemoMark.class).equals(this)) {
                throw new UserError(data + " holds another demo (see " + file
                        + "); give the options that it was made with, or another folder with --out");
            }
        } catch (IOException e) {
            throw new UserError(
                    "cannot use " + data + " (" + e.getMessage() + "); choose another folder with --out", e);
        }
    }
}
