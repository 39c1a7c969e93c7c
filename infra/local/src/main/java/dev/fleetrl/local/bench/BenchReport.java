package dev.fleetrl.local.bench;

import dev.fleetrl.contracts.Figure;
import java.util.List;
import java.util.Locale;

/** What a benchmark measured, in the one shape that all of them write, so that a figure can be followed over time. */
public record BenchReport(String bench, String commit, Machine machine, List<Figure> results) {
    /** As a person reads it. */
    public String table() {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "%s on %s, %d cores, Java %s, commit %s%n",
                bench,
                machine.cpu(),
                machine.cores(),
                machine.java(),
                commit));
        for (Figure figure : results) {
            out.append(String.format(
                    Locale.ROOT,
                    "  %-46s %10.2f %-8s%s%n",
                    figure.metric(),
                    figure.value(),
                    figure.unit(),
                    figure.target().map(target -> verdict(figure, target)).orElse("")));
        }
        return out.toString();
    }

    private static String verdict(Figure figure, double target) {
        boolean met = figure.met().orElse(false);
        return String.format(Locale.ROOT, "  target %.1f: %s", target, met ? "met" : "MISSED");
    }
}
