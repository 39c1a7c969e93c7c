package dev.fleetrl.local.study.report;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.WilsonInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One place of the curve along which a task's base stops learning; of the expert, with no demonstrations and no steps. */
public record PlateauPoint(String who, int demonstrations, int steps, int successes, int trials) {
    private static final String STARTS = ", starts";
    private static final Pattern POINT = Pattern.compile("([\\w-]+) (\\w+)(?:, (\\d+) demonstrations, (\\d+) steps)?");

    /** A row of a table in Markdown. */
    public String row() {
        Interval interval = WilsonInterval.of(successes, trials);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d of %d | %.0f %% [%.0f, %.0f] |%n",
                who,
                isExpert() ? "" : demonstrations,
                isExpert() ? "" : steps,
                successes,
                trials,
                percent(),
                100 * interval.low(),
                100 * interval.high());
    }

    public boolean isExpert() {
        return steps == 0;
    }

    double percent() {
        return 100.0 * successes / trials;
    }

    /** In per cent. */
    Interval interval() {
        Interval interval = WilsonInterval.of(successes, trials);
        return new Interval(100 * interval.low(), 100 * interval.high());
    }

    /** In the shape of every benchmark; {@link #of} reads it again. */
    public static List<Figure> figures(String task, List<PlateauPoint> points) {
        List<Figure> figures = new ArrayList<>();
        for (PlateauPoint point : points) {
            String what = point.isExpert()
                    ? point.who
                    : point.who + ", " + point.demonstrations + " demonstrations, " + point.steps + " steps";
            figures.add(Figure.ofNote(task + " " + what, point.percent(), "%"));
            figures.add(Figure.ofNote(task + " " + what + STARTS, point.trials, "episodes"));
        }
        return figures;
    }

    /** Fails where the figures are not of this task, or do not say how many starts stand behind a rate. */
    public static List<PlateauPoint> of(String task, List<Figure> figures) {
        List<PlateauPoint> points = figures.stream()
                .filter(figure -> !figure.metric().endsWith(STARTS))
                .flatMap(figure -> of(task, figure, figures).stream())
                .toList();
        if (points.isEmpty()) {
            throw new IllegalArgumentException("it has no points of " + task);
        }
        return points;
    }

    private static Optional<PlateauPoint> of(String task, Figure figure, List<Figure> figures) {
        Matcher what = POINT.matcher(figure.metric());
        if (!what.matches() || !what.group(1).equals(task)) {
            return Optional.empty();
        }
        int trials = startsOf(figure.metric(), figures);
        int successes = (int) Math.round(figure.value() * trials / 100);
        boolean isExpert = what.group(3) == null;
        return Optional.of(new PlateauPoint(
                what.group(2),
                isExpert ? 0 : Integer.parseInt(what.group(3)),
                isExpert ? 0 : Integer.parseInt(what.group(4)),
                successes,
                trials));
    }

    private static int startsOf(String metric, List<Figure> figures) {
        return figures.stream()
                .filter(figure -> figure.metric().equals(metric + STARTS))
                .mapToInt(figure -> (int) figure.value())
                .filter(count -> count > 0)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it has no '" + metric + STARTS + "'"));
    }
}
