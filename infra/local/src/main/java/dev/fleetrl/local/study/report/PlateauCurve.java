package dev.fleetrl.local.study.report;

import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.NewcombeDifference;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a task's base stops learning, as it was measured.
 *
 * @param points empty where it was not measured, or is not told
 * @param commit of the code that measured it
 */
public record PlateauCurve(List<PlateauPoint> points, String commit) {
    public static final PlateauCurve NOT_MEASURED = new PlateauCurve(List.of(), "");

    public PlateauCurve {
        points = List.copyOf(points);
    }

    /** In words: what further steps bring to a base of so many demonstrations and steps, as a difference of success rates. */
    String furtherSteps(int demonstrations, int steps) {
        Optional<PlateauPoint> base =
                bases(demonstrations).filter(point -> point.steps() == steps).findFirst();
        if (base.isEmpty()) {
            return "which is NOT a row of this table";
        }
        return bases(demonstrations)
                .filter(point -> point.steps() > steps)
                .max(Comparator.comparingInt(PlateauPoint::steps))
                .map(further -> compared(base.orElseThrow(), further))
                .orElse("beyond which nothing was measured");
    }

    private Stream<PlateauPoint> bases(int demonstrations) {
        return points.stream().filter(point -> !point.isExpert() && point.demonstrations() == demonstrations);
    }

    private static String compared(PlateauPoint base, PlateauPoint further) {
        Interval gain = NewcombeDifference.of(further.successes(), further.trials(), base.successes(), base.trials());
        return String.format(
                Locale.ROOT,
                "and %d steps change its success by %+.0f [%+.0f, %+.0f] points%s",
                further.steps(),
                further.percent() - base.percent(),
                100 * gain.low(),
                100 * gain.high(),
                gain.low() > 0 ? ": it would still learn, and is NOT a fair start" : "");
    }
}
