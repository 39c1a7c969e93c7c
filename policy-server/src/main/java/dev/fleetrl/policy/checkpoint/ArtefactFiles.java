package dev.fleetrl.policy.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a policy is served, read once: {@code network.json}, {@code saved_model/} and, where it is there, {@code critic/}; or
 * {@code remote.json} where another server answers. What is digested is what runs, whatever becomes of the folder meanwhile.
 */
final class ArtefactFiles {
    private final Path folder;
    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    private ArtefactFiles(Path folder) {
        this.folder = folder;
    }

    static ArtefactFiles read(Path folder) throws IOException {
        requireNoLinks(folder);
        ArtefactFiles files = new ArtefactFiles(folder);
        if (Files.exists(folder.resolve(PolicyArtefact.REMOTE))) {
            files.addAll(PolicyArtefact.REMOTE);
            return files;
        }
        files.addAll(PolicyArtefact.NETWORK);
        files.addAll(PolicyArtefact.SAVED_MODEL);
        if (Files.exists(folder.resolve(PolicyArtefact.CRITIC))) {
            files.addAll(PolicyArtefact.CRITIC);
        }
        return files;
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

    private void addAll(String part) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(part))) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            for (Path file : sorted) {
                contents.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    /** SHA-256 over names and contents. */
    String sha256() {
        MessageDigest digest = digest();
        contents.forEach((name, content) -> {
            digest.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    boolean has(String name) {
        return contents.containsKey(name);
    }

    /** Not a copy. Fails where there is no such file. */
    byte[] content(String name) throws IOException {
        byte[] content = contents.get(name);
        if (content == null) {
            throw new NoSuchFileException(folder.resolve(name).toString());
        }
        return content;
    }
}
