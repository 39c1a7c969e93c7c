package dev.fleetrl.local.study.report;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.Trials;
import dev.fleetrl.evaluation.WilsonInterval;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One place of the curve along which a task's base stops learning; of the expert, with no demonstrations and no steps.
 *
 * @param trainings held-out starts of each training seed; of the expert, its own
 */
public record PlateauPoint(String who, int demonstrations, int steps, List<Trials> trainings) {
    public PlateauPoint {
        trainings = List.copyOf(trainings);
    }

    /** A row of a table in Markdown. */
    public String row() {
        Trials all = Trials.sum(trainings);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d of %d | %.0f %% [%.0f, %.0f] | %s |%n",
                who,
                isExpert() ? "" : demonstrations,
                isExpert() ? "" : steps,
                all.successes(),
                all.trials(),
                percent(),
                interval().low(),
                interval().high(),
                trainings.size() == 1 ? "" : each());
    }

    private String each() {
        return trainings.stream()
                .map(trials -> String.format(Locale.ROOT, "%.0f", 100 * trials.rate()))
                .collect(Collectors.joining(", "));
    }

    /** What {@link #row} is a row of. */
    public static String heading() {
        return """
                | who | demonstrations | steps | successes | success, Wilson 95 % | each training, % |
                |---|---|---|---|---|---|
                """;
    }

    public boolean isExpert() {
        return steps == 0;
    }

    /** Whether it is the same place of the curve. */
    boolean isAt(PlateauPoint other) {
        return who.equals(other.who) && demonstrations == other.demonstrations && steps == other.steps;
    }

    double percent() {
        return 100 * Trials.sum(trainings).rate();
    }

    /** In per cent. */
    Interval interval() {
        Interval interval = WilsonInterval.ofClusters(trainings);
        return new Interval(100 * interval.low(), 100 * interval.high());
    }

    /** In the shape of every benchmark. */
    public Figure figure(String task) {
        String what = isExpert() ? who : who + ", " + demonstrations + " demonstrations, " + steps + " steps";
        return Figure.ofNote(task + " " + what, percent(), "%");
    }
}
