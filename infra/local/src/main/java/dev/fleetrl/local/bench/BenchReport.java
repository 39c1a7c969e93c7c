package dev.fleetrl.local.bench;

import java.util.List;
import java.util.Locale;

/** What a benchmark measured, in the one shape that all of them write, so that a figure can be followed over time. */
public record BenchReport(String bench, String commit, Machine machine, List<Result> results) {
    /** Where it was measured; figures of different machines are not compared. */
    public record Machine(String cpu, int cores, String java, String os) {}

    /**
     * One figure.
     *
     * @param target what it should be, in the same unit; a bound from above unless the metric is a rate
     * @param met whether it is
     */
    public record Result(String metric, double value, String unit, double target, boolean met) {}

    /** As a person reads it. */
    public String table() {
        StringBuilder out = new StringBuilder(bench + " on " + machine.cpu() + ", " + machine.cores() + " cores, Java "
                + machine.java() + ", commit " + commit + "\n");
        for (Result r : results) {
            out.append(String.format(
                    Locale.ROOT,
                    "  %-46s %12.3f %-14s target %10.3f  %s%n",
                    r.metric(),
                    r.value(),
                    r.unit(),
                    r.target(),
                    r.met() ? "met" : "MISSED"));
        }
        return out.toString();
    }
}
