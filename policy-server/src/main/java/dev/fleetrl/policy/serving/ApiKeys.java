package dev.fleetrl.policy.serving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that clients may show, from a file of lines {@code NAME KEY}. The name is what metrics and logs say; the key is said
 * nowhere.
 */
public final class ApiKeys {
    private static final String SCHEME = "Api-Key ";
    private static final int SHORTEST = 16;

    private final Map<String, byte[]> digests;

    private ApiKeys(Map<String, byte[]> digests) {
        this.digests = digests;
    }

    /** Fails with one clear line that holds no key. */
    public static ApiKeys read(Path file) throws IOException {
        Map<String, byte[]> digests = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", -1);
            if (words.length != 2 || words[1].length() < SHORTEST) {
                throw new IOException(file + ", line " + (i + 1) + ": must be NAME KEY, with a key of at least "
                        + SHORTEST + " characters");
            }
            if (digests.put(words[0], digest(words[1])) != null) {
                throw new IOException(file + ", line " + (i + 1) + ": the name " + words[0] + " stands twice");
            }
        }
        if (digests.isEmpty()) {
            throw new IOException(file + " holds no key; write lines NAME KEY, or set http.apiKeysFile to null");
        }
        return new ApiKeys(digests);
    }

    /** Whose key a request shows; takes as long whichever key it is, and whether or not it is one. */
    Optional<String> client(@Nullable String authorization) {
        String header = authorization == null ? "" : authorization;
        byte[] shown = digest(header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : "");
        Optional<String> client = Optional.empty();
        for (Map.Entry<String, byte[]> key : digests.entrySet()) {
            if (MessageDigest.isEqual(key.getValue(), shown)) {
                client = Optional.of(key.getKey());
            }
        }
        return client;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
