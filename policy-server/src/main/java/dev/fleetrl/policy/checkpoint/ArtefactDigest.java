package dev.fleetrl.policy.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SHA-256 over names and contents of what is served: {@code network.json}, {@code saved_model/} and, where it is there,
 * {@code critic/}; or {@code remote.json} where another server answers.
 */
final class ArtefactDigest {
    private ArtefactDigest() {}

    static String of(Path folder) throws IOException {
        requireNoLinks(folder);
        MessageDigest digest = sha256();
        if (Files.exists(folder.resolve(PolicyArtefact.REMOTE))) {
            add(digest, folder, folder.resolve(PolicyArtefact.REMOTE));
            return HexFormat.of().formatHex(digest.digest());
        }
        add(digest, folder, folder.resolve(PolicyArtefact.NETWORK));
        addAll(digest, folder, folder.resolve(PolicyArtefact.SAVED_MODEL));
        if (Files.exists(folder.resolve(PolicyArtefact.CRITIC))) {
            addAll(digest, folder, folder.resolve(PolicyArtefact.CRITIC));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What a link leads to is not digested, and may be anything tomorrow. */
    private static void requireNoLinks(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.toRealPath())) {
            Optional<Path> link = files.filter(Files::isSymbolicLink).findFirst();
            if (link.isPresent()) {
                throw new IOException(
                        link.get() + " is a link; a policy's files must lie in its own folder, so copy them there");
            }
        }
    }

    private static void addAll(MessageDigest digest, Path folder, Path part) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            for (Path file : sorted) {
                add(digest, folder, file);
            }
        }
    }

    private static void add(MessageDigest digest, Path folder, Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String heading = folder.relativize(file) + "\n" + content.length + "\n";
        digest.update(heading.getBytes(StandardCharsets.UTF_8));
        digest.update(content);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
