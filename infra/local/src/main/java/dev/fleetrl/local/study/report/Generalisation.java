package dev.fleetrl.local.study.report;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.contracts.Variation.Axis;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.NewcombeDifference;
import dev.fleetrl.evaluation.WilsonInterval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the start and what RECAP made of it do in scenes that nobody trained on, along the axes of RL4VLA: a table
 * for each axis, a row for each kind and severity. Nothing is pooled.
 *
 * @param starts of each
 * @param recap RECAP's last policy
 */
public record Generalisation(
        String task, long seed, int starts, String recap, String machine, String commit, List<Result> results) {
    private static final double HOUR = 3600;
    private static final String HEAD = "| kind | severity | starts | start [%] | RECAP [%] | difference [points] |"
            + " start, gross an hour | RECAP, gross an hour |\n|---|---|---|---|---|---|---|---|\n";

    /** Which policy. */
    public enum Who {
        START,
        RECAP
    }

    /**
     * One rate.
     *
     * @param variation none in the scene of training
     * @param seconds of robot time
     */
    public record Result(Who who, Optional<Variation> variation, int successes, int trials, double seconds) {
        double percent() {
            return 100.0 * successes / trials;
        }

        String rate() {
            Interval interval = WilsonInterval.of(successes, trials);
            return String.format(
                    Locale.ROOT, "%.0f [%.0f, %.0f]", percent(), 100 * interval.low(), 100 * interval.high());
        }

        String perHour() {
            return String.format(Locale.ROOT, "%.0f", seconds == 0 ? 0 : successes * HOUR / seconds);
        }
    }

    public Generalisation {
        results = List.copyOf(results);
    }

    /** As a page of its own. */
    public String page(String command) {
        return "# Generalisation: " + task + ", seed " + seed + "\n\nMade by `" + command + "` on " + machine
                + ", commit " + commit + ".\n\n" + markdown("##");
    }

    /** Under headings of this depth. */
    String markdown(String heading) {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "%d held-out starts of each, the same for both, less those at which either came to no verdict; %s is RECAP's last"
                        + " policy. Success with Wilson's interval, its difference with Newcombe's, 95 %%. Gross: by the robot's clock,"
                        + " without resets. No matched control was tried here. Axes are not pooled: a gain in one would hide a loss in another.%n",
                starts,
                recap));
        out.append("\n").append(heading).append(" in training's scene\n\n").append(HEAD);
        out.append(row(Optional.empty()));
        for (Axis axis : Axis.values()) {
            String rows = Variation.all().stream()
                    .filter(variation -> variation.axis() == axis && isThere(variation))
                    .map(variation -> row(Optional.of(variation)))
                    .collect(Collectors.joining());
            if (!rows.isEmpty()) {
                out.append("\n").append(heading).append(" ").append(word(axis)).append("\n\n");
                out.append(HEAD).append(rows);
            }
        }
        return out.toString();
    }

    private boolean isThere(Variation variation) {
        return Arrays.stream(Who.values())
                .anyMatch(who -> find(who, Optional.of(variation)).isPresent());
    }

    private String row(Optional<Variation> variation) {
        Optional<Result> start = find(Who.START, variation);
        Optional<Result> after = find(Who.RECAP, variation);
        List<String> cells = List.of(
                variation.map(v -> word(v.kind())).orElse("none"),
                variation.map(v -> Integer.toString(v.severity())).orElse("0"),
                start.or(() -> after)
                        .map(result -> Integer.toString(result.trials()))
                        .orElse(""),
                start.map(Result::rate).orElse("not run"),
                after.map(Result::rate).orElse("not run"),
                start.flatMap(s -> after.map(a -> difference(s, a))).orElse(""),
                start.map(Result::perHour).orElse(""),
                after.map(Result::perHour).orElse(""));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String difference(Result start, Result after) {
        Interval interval = NewcombeDifference.of(after.successes(), after.trials(), start.successes(), start.trials());
        return String.format(
                Locale.ROOT,
                "%+.0f [%+.0f, %+.0f]",
                after.percent() - start.percent(),
                100 * interval.low(),
                100 * interval.high());
    }

    private Optional<Result> find(Who who, Optional<Variation> variation) {
        return results.stream()
                .filter(result -> result.who() == who && result.variation().equals(variation))
                .findFirst();
    }

    /** In the shape of every benchmark. */
    public List<Figure> figures() {
        return results.stream()
                .map(result -> Figure.ofNote(
                        task + " " + word(result.who()) + ", "
                                + result.variation().map(Variation::toString).orElse("training's scene"),
                        result.percent(),
                        "%"))
                .toList();
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
