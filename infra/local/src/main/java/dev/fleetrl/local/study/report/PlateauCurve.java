package dev.fleetrl.local.study.report;

import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.PairedDifference;
import dev.fleetrl.evaluation.Trials;
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

    /**
     * What further steps bring to a base, as a difference of success rates, training by training.
     *
     * @param points of 100
     */
    record Gain(int steps, double points, Interval interval) {
        boolean isClear() {
            return interval.low() > 0;
        }

        String words() {
            return String.format(
                    Locale.ROOT,
                    "%d steps change its success by %+.0f [%+.0f, %+.0f] points",
                    steps,
                    points,
                    100 * interval.low(),
                    100 * interval.high());
        }
    }

    /** Of a base of so many demonstrations and steps; none where it, or any further step, was not measured. */
    Optional<Gain> ofFurtherSteps(int demonstrations, int steps) {
        return base(demonstrations, steps)
                .flatMap(base -> bases(demonstrations)
                        .filter(point -> point.steps() > steps)
                        .max(Comparator.comparingInt(PlateauPoint::steps))
                        .map(further -> gain(base, further)));
    }

    /** Trainings of the same seeds are pairs; those that one side lacks are left out. */
    private static Gain gain(PlateauPoint base, PlateauPoint further) {
        int both = Math.min(base.trainings().size(), further.trainings().size());
        List<Trials> before = base.trainings().subList(0, both);
        List<Trials> after = further.trainings().subList(0, both);
        double points = 0;
        for (int i = 0; i < both; i++) {
            points += 100 * (after.get(i).rate() - before.get(i).rate()) / both;
        }
        return new Gain(further.steps(), points, PairedDifference.of(after, before));
    }

    /** The same in words. */
    String furtherSteps(int demonstrations, int steps) {
        return ofFurtherSteps(demonstrations, steps)
                .map(gain -> "and " + gain.words()
                        + (gain.isClear() ? ": it would still learn, and is NOT a fair start" : ""))
                .orElseGet(() -> base(demonstrations, steps).isPresent()
                        ? "beyond which nothing was measured"
                        : "which is NOT a row of this table");
    }

    private Optional<PlateauPoint> base(int demonstrations, int steps) {
        return bases(demonstrations).filter(point -> point.steps() == steps).findFirst();
    }

    private Stream<PlateauPoint> bases(int demonstrations) {
        return points.stream().filter(point -> !point.isExpert() && point.demonstrations() == demonstrations);
    }
}
