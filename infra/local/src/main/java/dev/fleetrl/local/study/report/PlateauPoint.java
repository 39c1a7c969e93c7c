package dev.fleetrl.local.study.report;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.WilsonInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One place of the curve along which a task's base stops learning; of the expert, with no demonstrations and no steps. */
public record PlateauPoint(String who, int demonstrations, int steps, int successes, int trials) {
    private static final String EXPERT = "expert";
    private static final Pattern BASE = Pattern.compile("(\\w+), (\\d+) demonstrations, (\\d+) steps");

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
            figures.add(Figure.ofNote(what, point.percent(), "%"));
        }
        points.stream()
                .findFirst()
                .ifPresent(point -> figures.add(Figure.ofNote(startsOf(task), point.trials, "episodes")));
        return figures;
    }

    /** Fails where the figures are not of this task, or do not say how many starts stand behind a rate. */
    public static List<PlateauPoint> of(String task, List<Figure> figures) {
        int trials = figures.stream()
                .filter(figure -> figure.metric().equals(startsOf(task)))
                .mapToInt(figure -> (int) figure.value())
                .filter(count -> count > 0)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it has no '" + startsOf(task) + "'"));
        List<PlateauPoint> points = new ArrayList<>();
        for (Figure figure : figures) {
            int successes = (int) Math.round(figure.value() * trials / 100);
            Matcher base = BASE.matcher(figure.metric());
            if (base.matches()) {
                int shown = Integer.parseInt(base.group(2));
                int steps = Integer.parseInt(base.group(3));
                points.add(new PlateauPoint(base.group(1), shown, steps, successes, trials));
            } else if (figure.metric().equals(EXPERT)) {
                points.add(new PlateauPoint(EXPERT, 0, 0, successes, trials));
            }
        }
        return points;
    }

    private static String startsOf(String task) {
        return "starts of each, " + task;
    }
}
