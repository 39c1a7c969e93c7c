package dev.fleetrl.ui.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Of sign-ins that fail one is told an address and minute, and of the others how many: strangers must not fill the audit. */
public final class FailedSignIns {
    static final long WINDOW_MILLIS = 60_000;
    static final int MOST_ADDRESSES = 1_000;
    private static final String OTHERS = "other addresses";

    private final Map<String, Count> counts = new LinkedHashMap<>();

    private record Count(long sinceMillis, int more) {}

    /** Whether this one is told. */
    public boolean isTold(String address, long nowMillis) {
        String key = counts.containsKey(address) || counts.size() < MOST_ADDRESSES ? address : OTHERS;
        Count before = counts.get(key);
        counts.put(key, before == null ? new Count(nowMillis, 0) : new Count(before.sinceMillis(), before.more() + 1));
        return before == null;
    }

    /** How many more there were, by address, in minutes that are over now. */
    public Map<String, Integer> over(long nowMillis) {
        Map<String, Integer> more = new TreeMap<>();
        counts.entrySet().removeIf(entry -> {
            Count count = entry.getValue();
            boolean isOver = nowMillis - count.sinceMillis() >= WINDOW_MILLIS;
            if (isOver && count.more() > 0) {
                more.put(entry.getKey(), count.more());
            }
            return isOver;
        });
        return more;
    }
}
