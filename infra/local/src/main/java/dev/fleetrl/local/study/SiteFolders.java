package dev.fleetrl.local.study;

import dev.fleetrl.episodes.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Data folders of virtual sites as wholes. */
final class SiteFolders {
    private SiteFolders() {}

    /** Whatever was there before is gone. */
    static void copy(Path from, Path to) throws IOException {
        FileTree.delete(to);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** Does nothing where it is there already; it appears whole. */
    static void copyOnce(Path from, Path to) throws IOException {
        if (!Files.exists(to)) {
            Path growing = to.resolveSibling(".growing-" + to.getFileName());
            Files.createDirectories(growing);
            copy(from, growing);
            Files.move(growing, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
