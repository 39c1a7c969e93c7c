package dev.fleetrl.local.demo;

import java.util.List;
import java.util.Locale;

/** The table that a run ends with. */
final class VersionTable {
    private VersionTable() {}

    static String of(List<VersionRow> rows) {
        StringBuilder out = new StringBuilder(String.format(
                "%-16s %-7s %8s  %-22s  %-24s  %-22s %13s %11s %8s%n",
                "version",
                "recipe",
                "episodes",
                "success [95 %]",
                "successes/h [95 %]",
                "minus base [95 %]",
                "interventions",
                "corrections",
                "train s"));
        for (VersionRow row : rows) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-16s %-7s %8d  %-22s  %-24s  %-22s %13s %11s %8.0f%n",
                    row.version(),
                    row.recipe(),
                    row.episodes(),
                    percent(row.successRate(), row.successInterval()),
                    String.format(Locale.ROOT, "%4.0f [%s]", row.throughputPerHour(), ends(row)),
                    against(row),
                    inPractice(row, row.interventions()),
                    inPractice(row, row.correctionSteps()),
                    row.trainSeconds()));
        }
        return out.toString();
    }

    /** The difference to the base, or what became of a version that was pushed. */
    private static String against(VersionRow row) {
        return row.rollout()
                .map(end -> end.substring(0, Math.max(0, end.indexOf(':'))))
                .or(() -> row.differenceToBase()
                        .map(d -> points(d, row.differenceInterval().orElseThrow())))
                .orElse("-");
    }

    /** A version that did not practise could not be corrected: no zero to be proud of. */
    private static String inPractice(VersionRow row, int count) {
        return row.practiceEpisodes() == 0 ? "-" : Integer.toString(count);
    }

    private static String ends(VersionRow row) {
        return row.throughputInterval()
                .map(ends -> String.format(Locale.ROOT, "%.0f, %.0f", ends.get(0), ends.get(1)))
                .orElse("-");
    }

    private static String percent(double rate, List<Double> interval) {
        return String.format(
                Locale.ROOT, "%3.0f %% [%.0f, %.0f]", 100 * rate, 100 * interval.get(0), 100 * interval.get(1));
    }

    private static String points(double difference, List<Double> interval) {
        return String.format(
                Locale.ROOT,
                "%+.0f points [%+.0f, %+.0f]",
                100 * difference,
                100 * interval.get(0),
                100 * interval.get(1));
    }
}
