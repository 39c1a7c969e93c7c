package dev.fleetrl.controller.identity.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Secrets that let in whom they were made for, once and soon. Only their digests are kept. A new one for a name makes the one before void.
 * Not thread-safe.
 */
public final class Tokens {
    private static final int MOST = 1000;

    private final long lifeMillis;
    private final Map<String, Digest> byName = new LinkedHashMap<>();

    /** A secret that is not kept. */
    private record Digest(String sha256, long expiresAtMillis) {}

    public Tokens(long lifeMillis) {
        this.lifeMillis = lifeMillis;
    }

    /** Takes a secret of the caller's making, of at least 128 random bits; answers when it ends. */
    public long add(String name, String secret, long nowMillis) {
        byName.values().removeIf(digest -> digest.expiresAtMillis() < nowMillis);
        if (byName.size() >= MOST) {
            throw new IllegalStateException(MOST + " tokens are waiting to be used; wait until some have ended");
        }
        long end = nowMillis + lifeMillis;
        byName.put(name, new Digest(sha256(secret), end));
        return end;
    }

    /** Whether a secret is that name's and in time; true once. */
    public boolean redeem(String name, String secret, long nowMillis) {
        Digest kept = byName.get(name);
        // Compared in any case, and in the same time wherever they differ.
        String expected = kept == null ? "" : kept.sha256();
        boolean same = MessageDigest.isEqual(bytes(expected), bytes(sha256(secret)));
        if (kept == null || !same || nowMillis > kept.expiresAtMillis()) {
            return false;
        }
        byName.remove(name);
        return true;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(text));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
