package dev.fleetrl.local.study.report;

import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.NewcombeDifference;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a task's base stops learning.
 *
 * @param commits of the code that measured it
 */
public record PlateauCurve(String task, List<String> commits, List<PlateauPoint> points) {
    public PlateauCurve {
        commits = List.copyOf(commits);
        points = List.copyOf(points);
    }

    /** With the points of another measurement that this one does not have. */
    public PlateauCurve plus(PlateauCurve before) {
        Stream<PlateauPoint> kept =
                before.points.stream().filter(point -> points.stream().noneMatch(point::isAt));
        return new PlateauCurve(
                task,
                Stream.concat(before.commits.stream(), commits.stream())
                        .distinct()
                        .toList(),
                Stream.concat(kept, points.stream())
                        .sorted(Comparator.comparingInt(PlateauPoint::demonstrations)
                                .thenComparingInt(PlateauPoint::steps))
                        .toList());
    }

    /** As a table in Markdown. */
    public String table() {
        return PlateauPoint.heading() + points.stream().map(PlateauPoint::row).collect(Collectors.joining());
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
        Interval gain = NewcombeDifference.ofClusters(further.trainings(), base.trainings());
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
