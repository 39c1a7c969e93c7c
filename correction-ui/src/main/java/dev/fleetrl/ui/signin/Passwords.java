package dev.fleetrl.ui.signin;

import io.vertx.ext.auth.hashing.HashingStrategy;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** Passwords as PBKDF2 keeps them. To hash and to check takes some tenths of a second, on purpose: not on an event loop. */
public final class Passwords {
    public static final int SHORTEST = 10;

    /** As OWASP has it for SHA-512. */
    private static final Map<String, String> COST = Map.of("it", "210000");

    private static final int SALT_BYTES = 16;
    private static final SecureRandom LOTS = new SecureRandom();
    private static final HashingStrategy HASHING = HashingStrategy.load();

    /** Checked for whoever is not there, so that an answer takes as long. */
    private static final String NOBODYS = hash("nobody has this password");

    private Passwords() {}

    public static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        LOTS.nextBytes(salt);
        return HASHING.hash("pbkdf2", COST, Base64.getEncoder().withoutPadding().encodeToString(salt), password);
    }

    static boolean isRight(String hash, String password) {
        return HASHING.verify(hash, password);
    }

    /** For a name that is not there. */
    static void takeAsLong(String password) {
        var unused = HASHING.verify(NOBODYS, password);
    }
}
