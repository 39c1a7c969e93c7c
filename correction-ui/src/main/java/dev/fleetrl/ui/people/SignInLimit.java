package dev.fleetrl.ui.people;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often a password may be tried within five minutes: so many times for a name from one address, for an address, and, since
 * many addresses may be one person's, for a name. An attempt counts from its beginning, so that many at once gain nothing, and
 * is forgotten if it succeeds.
 */
public final class SignInLimit {
    static final long WINDOW_MILLIS = 300_000;
    static final int FOR_A_NAME_AT_AN_ADDRESS = 10;
    static final int FOR_AN_ADDRESS = 30;

    /** High: whoever reaches it keeps that person out. */
    static final int FOR_A_NAME = 100;

    /** Beyond that the oldest is forgotten. */
    private static final int MOST_KEYS = 30_000;

    private final Map<String, Deque<Long>> attempts = new LinkedHashMap<>();

    /** Nothing where it may be tried; otherwise after how many seconds again. */
    public Optional<Long> attempt(String name, String address, long nowMillis) {
        return attempt(
                Map.of(
                        ofBoth(name, address), FOR_A_NAME_AT_AN_ADDRESS,
                        ofAddress(address), FOR_AN_ADDRESS,
                        ofName(name), FOR_A_NAME),
                nowMillis);
    }

    /** Where it is not known yet who it is. */
    public Optional<Long> attempt(String address, long nowMillis) {
        return attempt(Map.of(ofAddress(address), FOR_AN_ADDRESS), nowMillis);
    }

    private Optional<Long> attempt(Map<String, Integer> most, long nowMillis) {
        long wait = most.entrySet().stream()
                .mapToLong(key -> waitMillis(key.getKey(), key.getValue(), nowMillis))
                .max()
                .orElse(0);
        if (wait > 0) {
            return Optional.of((wait + 999) / 1000);
        }
        most.keySet().forEach(key -> count(key, nowMillis));
        return Optional.empty();
    }

    public void succeeded(String name, String address) {
        attempts.remove(ofBoth(name, address));
        forgetLast(ofName(name));
        succeeded(address);
    }

    public void succeeded(String address) {
        forgetLast(ofAddress(address));
    }

    private void forgetLast(String key) {
        Deque<Long> times = attempts.get(key);
        if (times != null) {
            times.pollLast();
        }
    }

    private static String ofName(String name) {
        return "name " + name;
    }

    private static String ofAddress(String address) {
        return "address " + address;
    }

    private static String ofBoth(String name, String address) {
        return ofName(name) + " at " + address;
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
        if (attempts.size() > MOST_KEYS) {
            attempts.remove(attempts.keySet().iterator().next());
        }
    }
}
