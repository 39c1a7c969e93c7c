package dev.fleetrl.controller.identity.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Secrets that let in whom they were made for, once and soon; they are nowhere but here, and end with the process. A new one for a name makes
 * the one before void. Not thread-safe.
 */
public final class Tokens {
    private static final int MOST = 1000;
    private static final Token NOBODYS = new Token("nobody's", Long.MAX_VALUE);

    private final long lifeMillis;
    private final Map<String, Token> byName = new LinkedHashMap<>();

    private record Token(String secret, long expiresAtMillis) {}

    public Tokens(long lifeMillis) {
        this.lifeMillis = lifeMillis;
    }

    /** Takes a secret of the caller's making, of at least 128 random bits; answers when it ends. */
    public long add(String name, String secret, long nowMillis) {
        byName.values().removeIf(token -> token.expiresAtMillis() < nowMillis);
        if (byName.size() >= MOST) {
            throw new IllegalStateException(MOST + " tokens are waiting to be used; wait until some have ended");
        }
        long end = nowMillis + lifeMillis;
        byName.put(name, new Token(secret, end));
        return end;
    }

    /**
     * Whether a name's secret is known to who asks, and in time; true once.
     *
     * @param isProven of a secret; must take the same time for each
     */
    public boolean redeem(String name, Predicate<String> isProven, long nowMillis) {
        Token kept = byName.getOrDefault(name, NOBODYS);
        // Asked in any case: who waits for a robot cannot be told by the time.
        if (!isProven.test(kept.secret()) || kept.equals(NOBODYS) || nowMillis > kept.expiresAtMillis()) {
            return false;
        }
        byName.remove(name);
        return true;
    }
}
