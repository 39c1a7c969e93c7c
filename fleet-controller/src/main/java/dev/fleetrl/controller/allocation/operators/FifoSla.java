package dev.fleetrl.controller.allocation.operators;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Who waits longest, as a share of the longest that anybody should wait.
 *
 * @param slaSeconds that nobody should wait longer than
 */
public record FifoSla(double slaSeconds) implements AllocationPolicy {
    public FifoSla {
        if (!(slaSeconds > 0)) {
            throw new IllegalArgumentException("slaSeconds must be above 0, not " + slaSeconds);
        }
    }

    double share(Need need, long nowMillis) {
        return need.waitedSeconds(nowMillis) / slaSeconds;
    }

    @Override
    public List<Ranked> rank(List<Need> open, long nowMillis, RandomGenerator random) {
        return open.stream()
                .map(need -> new Ranked(need, List.of(share(need, nowMillis)), waits(need, nowMillis)))
                .sorted()
                .toList();
    }

    static String waits(Need need, long nowMillis) {
        return String.format(Locale.ROOT, "waits %.0f s", need.waitedSeconds(nowMillis));
    }
}
