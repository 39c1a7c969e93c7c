package dev.fleetrl.ui.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** People who were sent to the provider and have yet to come back. Each comes back once, in the browser that went. */
public final class PendingLogins {
    static final long LIFE_MILLIS = 600_000;
    static final int MOST = 1_000;

    private final Map<String, Login> pending = new LinkedHashMap<>();

    /**
     * What was said on the way out.
     *
     * @param browser what the browser holds in a cookie
     * @param nonce comes back inside the token
     * @param verifier whose digest went out (PKCE)
     * @param session that browser's until now, if any: it does not come along from the provider's page
     */
    public record Login(String browser, String nonce, String verifier, Optional<String> session, long atMillis) {}

    /**
     * Somebody goes out.
     *
     * @param state drawn by lot
     */
    public void begin(String state, Login login) {
        pending.put(state, login);
        if (pending.size() > MOST) {
            pending.remove(pending.keySet().iterator().next());
        }
    }

    /** Nothing for a state that is not known, was used, is old, or is another browser's. */
    public Optional<Login> comeBack(String state, String browser, long nowMillis) {
        return Optional.ofNullable(pending.remove(state))
                .filter(login -> login.browser().equals(browser))
                .filter(login -> nowMillis - login.atMillis() < LIFE_MILLIS);
    }
}
