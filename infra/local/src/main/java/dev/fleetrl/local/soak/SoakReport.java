package dev.fleetrl.local.soak;

import dev.fleetrl.local.bench.Machine;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came out of a soak.
 *
 * @param seeds that were run to their end or to their failure, from {@code from} on
 * @param seen how often, over the seeds that held
 */
public record SoakReport(
        String soak,
        String commit,
        Machine machine,
        long from,
        long seeds,
        double seconds,
        Map<String, Long> seen,
        List<Failure> failures) {

    /** A seed that broke an invariant, and which. */
    public record Failure(long seed, String message) {}

    public SoakReport {
        seen = Map.copyOf(seen);
        failures = List.copyOf(failures);
    }

    /** As a person reads it. */
    public String table() {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d seeds from %d in %.0f s (%.2f a second), commit %s%n",
                soak,
                seeds,
                from,
                seconds,
                seeds / seconds,
                commit));
        seen.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        out.append(String.format(Locale.ROOT, "  %-20s %12d%n", entry.getKey(), entry.getValue())));
        return out.append(String.format(Locale.ROOT, "  %-20s %12d%n", "failed seeds", failures.size()))
                .toString();
    }
}
