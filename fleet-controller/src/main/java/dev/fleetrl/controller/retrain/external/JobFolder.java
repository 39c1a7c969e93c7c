package dev.fleetrl.controller.retrain.external;

import dev.fleetrl.contracts.PolicyVersion;
import java.nio.file.Path;

/** Where one external training lies: {@code jobs/{version}/} below the data folder. */
record JobFolder(Path data, PolicyVersion version) {
    JobFolder {
        data = data.toAbsolutePath().normalize();
    }

    Path folder() {
        return data.resolve("jobs").resolve(version.value());
    }

    Path job() {
        return folder().resolve("job.json");
    }

    Path result() {
        return folder().resolve("result.json");
    }

    Path output() {
        return folder().resolve("output");
    }

    Path log() {
        return folder().resolve("log.txt");
    }

    /** As it stands in {@code job.json}: it is the same wherever the data folder is mounted. */
    String below(Path file) {
        return data.relativize(file).toString();
    }
}
