package dev.fleetrl.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.local.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

/**
 * Which story a data folder tells; another one is refused, so that two are never mixed.
 *
 * @param story counts up with what the demo does and with who demonstrates; folders of before are 0
 */
record DemoMark(String task, long seed, DemoPlan plan, int story) {
    static final int STORY = 3;

    private static final String FILE = "demo.json";

    /** Refuses a folder that holds another story. */
    void check(Path data) {
        Path file = data.resolve(FILE);
        try {
            if (Files.exists(file)
                    && !new ObjectMapper()
                            .readValue(file.toFile(), DemoMark.class)
                            .equals(this)) {
                throw new UserError(data + " holds another demo (see " + file
                        + "); give the options that it was made with, or another folder with --out");
            }
        } catch (IOException e) {
            throw unusable(data, e);
        }
    }

    /**
     * Marks a fresh folder, once the site on it runs.
     *
     * @param collections what the site's log already tells of; in a fresh folder it must tell of nothing
     */
    void leaveIn(Path data, Supplier<JsonNode> collections) {
        if (Files.exists(data.resolve(FILE))) {
            return;
        }
        if (!collections.get().path("collections").isEmpty()) {
            throw new UserError("the brokers or " + data + " already hold what another command collected; give the"
                    + " folder of that demo with --out, or fresh brokers and a fresh folder");
        }
        try {
            Path written = Files.createTempFile(data, "demo", ".json");
            new ObjectMapper().writeValue(written.toFile(), this);
            Files.move(written, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(data, e);
        }
    }

    private static UserError unusable(Path data, IOException cause) {
        return new UserError("cannot use " + data + "; choose another folder with --out: " + cause.getMessage(), cause);
    }
}
