package dev.fleetrl.ui.people;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often a password may be tried: so many times for a name and for an address within five minutes. An attempt counts from
 * its beginning, so that many at once gain nothing, and is forgotten if it succeeds.
 */
public final class SignInLimit {
    static final long WINDOW_MILLIS = 300_000;
    static final int FOR_A_NAME = 10;
    static final int FOR_AN_ADDRESS = 30;

    /** Of each kind; beyond that the oldest is forgotten. */
    private static final int MOST_KEYS = 10_000;

    private final Map<String, Deque<Long>> attempts = new LinkedHashMap<>();

    /** Nothing where it may be tried; otherwise after how many seconds again. */
    public Optional<Long> attempt(String name, String address, long nowMillis) {
        long wait = Math.max(
                waitMillis("name " + name, FOR_A_NAME, nowMillis),
                waitMillis("address " + address, FOR_AN_ADDRESS, nowMillis));
        if (wait > 0) {
            return Optional.of((wait + 999) / 1000);
        }
        count("name " + name, nowMillis);
        count("address " + address, nowMillis);
        return Optional.empty();
    }

    public void succeeded(String name, String address) {
        attempts.remove("name " + name);
        Deque<Long> ofAddress = attempts.get("address " + address);
        if (ofAddress != null) {
            ofAddress.pollLast();
        }
    }

    private long waitMillis(String key, int most, long nowMillis) {
        Deque<Long> times = attempts.get(key);
        if (times == null) {
            return 0;
        }
        while (!times.isEmpty() && times.getFirst() <= nowMillis - WINDOW_MILLIS) {
            times.removeFirst();
        }
        return times.size() < most ? 0 : times.getFirst() + WINDOW_MILLIS - nowMillis;
    }

    private void count(String key, long nowMillis) {
        attempts.computeIfAbsent(key, none -> new ArrayDeque<>()).addLast(nowMillis);
        if (attempts.size() > 2 * MOST_KEYS) {
            attempts.remove(attempts.keySet().iterator().next());
        }
    }
}
