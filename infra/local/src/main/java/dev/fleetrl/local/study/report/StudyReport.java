package dev.fleetrl.local.study.report;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.RatioEstimate;
import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.StudyPlan;
import dev.fleetrl.local.study.plan.Trial;
import dev.fleetrl.local.study.plan.Variant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rows of a study, those that were not run as well: a reader must see what is missing. */
public record StudyReport(StudyPlan plan, List<Row> rows) {
    private static final double THROUGHPUT_TARGET = 2;
    private static final double LEAST_THROUGHPUT = 1.5;
    private static final double FAILURE_TARGET = 0.5;

    private static final Set<Variant.Group> COMPARED = EnumSet.of(Variant.Group.CONTROL, Variant.Group.BASELINE);
    private static final double LEAST_START = 0.35;
    private static final double BEST_START = 0.70;
    private static final String LINE = "%-26s %5s  %-24s %-14s %-14s  %-22s %-22s %-22s %s%n";
    private static final String NOT_RUN = "not run";

    public StudyReport {
        rows = List.copyOf(rows);
    }

    /** Of the results that there are; each belongs to a cell of the whole plan. */
    public static StudyReport of(StudyPlan plan, Map<Cell, CellResult> results) {
        Map<Long, CellResult> starts = new TreeMap<>();
        results.forEach((cell, result) -> {
            if (cell.round() == 0) {
                starts.put(cell.seed(), result);
            }
        });
        Map<String, List<Cell>> byRow = plan.complete().cells().stream()
                .collect(Collectors.groupingBy(
                        cell -> cell.variant() + " " + cell.round(), LinkedHashMap::new, Collectors.toList()));
        List<Row> rows = new ArrayList<>();
        for (List<Cell> cells : byRow.values()) {
            Cell first = cells.get(0);
            List<CellResult> run = cells.stream()
                    .filter(results::containsKey)
                    .map(results::get)
                    .toList();
            rows.add(Row.of(first.variant(), first.round(), cells.size(), run, starts));
        }
        return new StudyReport(plan, rows);
    }

    /** The last round of RECAP, which the claim is about. */
    public Optional<Row> headline() {
        return row(Variant.RECAP, plan.rounds()).filter(Row::wasRun);
    }

    /** RECAP's active throughput to that of another row of the same round, seed by seed. */
    public Optional<RatioEstimate> recapTo(Row row) {
        Map<Long, CellResult> others = row.cells().stream()
                .collect(Collectors.toMap(cell -> cell.cell().seed(), cell -> cell));
        return row(Variant.RECAP, row.round())
                .flatMap(recap -> Row.throughputRatio(recap.cells(), others, Trial::activeSeconds));
    }

    private Optional<Row> row(Variant variant, int round) {
        return rows.stream()
                .filter(row -> row.variant().equals(variant.name()) && row.round() == round)
                .findFirst();
    }

    /** What is missing for a verdict on the claim: it rests on five seeds of a fair start, of RECAP and of both controls. */
    Optional<String> whyNoVerdict() {
        if (!plan.isOfTheClaim()) {
            return Optional.of("it is judged on --preset full, and this study has " + plan.seeds() + " seeds from "
                    + plan.firstSeed() + " on and " + plan.rounds() + " rounds");
        }
        return Stream.of(Variant.RECAP, Variant.CONTROL_STEPS, Variant.CONTROL_DEMOS, Variant.START)
                .flatMap(variant -> lacking(variant).stream())
                .findFirst()
                .or(() -> row(Variant.START, 0).flatMap(StudyReport::unfair));
    }

    private Optional<String> lacking(Variant variant) {
        Optional<Row> row = row(variant, variant.isStart() ? 0 : plan.rounds());
        int run = row.map(there -> there.cells().size()).orElse(0);
        return run == row.map(Row::planned).orElse(plan.seeds()) && run > 0
                ? Optional.empty()
                : Optional.of(variant.name() + " was run on " + run + " of " + plan.seeds() + " seeds");
    }

    private static Optional<String> unfair(Row start) {
        double success = (double) start.successes() / start.trials();
        return success >= LEAST_START && success <= BEST_START
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "its start succeeds at %.1f %%, which is not within %.0f to %.0f",
                        100 * success,
                        100 * LEAST_START,
                        100 * BEST_START));
    }

    /** The claim as a person reads it: each target with what came of it, or why there is no verdict. */
    public String verdict() {
        return whyNoVerdict()
                .map(why -> "The claim is not judged: " + why + ".")
                .orElseGet(() -> figures().stream()
                        .filter(figure -> figure.target().isPresent())
                        .map(StudyReport::judged)
                        .collect(Collectors.joining("; ", "The claim. ", ".")));
    }

    /** Who has more, less, or not clearly either, of RECAP's active throughput after the last round; empty where nobody was run. */
    public Optional<String> place() {
        List<Row> others = rows.stream()
                .filter(row -> row.round() == plan.rounds()
                        && COMPARED.contains(Variant.named(row.variant()).group()))
                .toList();
        String behind = listed(
                others, ratio -> ratio.interval().filter(i -> i.low() > 1).isPresent());
        String ahead = listed(
                others, ratio -> ratio.interval().filter(i -> i.high() < 1).isPresent());
        String open = listed(
                others,
                ratio -> ratio.interval()
                        .filter(i -> i.low() > 1 || i.high() < 1)
                        .isEmpty());
        String notRun = others.stream()
                .filter(row -> recapTo(row).isEmpty())
                .map(Row::variant)
                .collect(Collectors.joining(", "));
        return others.stream().allMatch(row -> recapTo(row).isEmpty())
                ? Optional.empty()
                : Optional.of("RECAP's active throughput to that of other ways, on the seeds that both have. Above: "
                        + behind + ". Below: " + ahead + ". Not told apart: " + open + ". Not run: "
                        + (notRun.isEmpty() ? "none" : notRun) + ".");
    }

    private String listed(List<Row> others, Predicate<RatioEstimate> which) {
        String list = others.stream()
                .flatMap(row ->
                        recapTo(row)
                                .filter(which)
                                .map(ratio -> row.variant() + " " + text(Optional.of(ratio)))
                                .stream())
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "none" : list;
    }

    private static String judged(Figure figure) {
        return String.format(
                Locale.ROOT,
                "%s %.2f %s, target %.2f: **%s**",
                figure.metric(),
                figure.value(),
                figure.unit(),
                figure.target().orElseThrow(),
                figure.met().orElseThrow() ? "met" : "missed");
    }

    /** In the shape of every benchmark; with the targets of the claim where all that it rests on was run. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Row row : rows) {
            if (row.wasRun()) {
                String name = plan.task() + " " + name(row);
                note(figures, name + ", success", row.success(), "%", Optional.of(row.successInterval()));
                note(figures, name + ", throughput, active", row.active());
                note(figures, name + ", throughput, gross", row.withWaiting());
                recapTo(row)
                        .filter(ratio -> !isRecap(row))
                        .ifPresent(ratio -> note(
                                figures,
                                plan.task() + " RECAP to " + name(row) + ", throughput, active",
                                ratio.ratio(),
                                "x",
                                ratio.interval()));
            }
        }
        if (whyNoVerdict().isEmpty()) {
            headline().ifPresent(recap -> claim(recap, figures));
        }
        return figures;
    }

    private static void note(List<Figure> figures, String name, ThroughputEstimate estimate) {
        note(figures, name, estimate.perHour(), "an hour", estimate.interval());
    }

    private static void note(
            List<Figure> figures, String name, double value, String unit, Optional<Interval> interval) {
        figures.add(Figure.ofNote(name, value, unit));
        interval.ifPresent(bounds -> {
            figures.add(Figure.ofNote(name + ", lower bound", bounds.low(), unit));
            figures.add(Figure.ofNote(name + ", upper bound", bounds.high(), unit));
        });
    }

    private static boolean isRecap(Row row) {
        return row.variant().equals(Variant.RECAP.name());
    }

    private void claim(Row recap, List<Figure> figures) {
        String name = plan.task() + " RECAP to start, ";
        recap.throughput().ifPresent(ratio -> {
            figures.add(Figure.atLeast(name + "throughput, active", ratio.ratio(), "x", THROUGHPUT_TARGET));
            ratio.interval()
                    .ifPresent(i -> figures.add(
                            Figure.atLeast(name + "throughput, lower bound", i.low(), "x", LEAST_THROUGHPUT)));
        });
        recap.failures().ifPresent(ratio -> {
            figures.add(Figure.atMost(name + "failures", ratio.ratio(), "x", FAILURE_TARGET));
            ratio.interval()
                    .ifPresent(i -> figures.add(Figure.atMost(name + "failures, upper bound", i.high(), "x", 1)));
        });
    }

    /** As a person reads it on the console. */
    public String table() {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                LINE,
                "variant, round",
                "seeds",
                "success",
                "active/h",
                "gross/h",
                "active to start",
                "gross to start",
                "failures to start",
                "RECAP's active to it"));
        rows.forEach(
                row -> out.append(String.format(Locale.ROOT, LINE, columns(row).toArray())));
        return out.toString();
    }

    /** Nine columns: name, seeds, success, successes an hour (active, gross), the ratios. */
    List<String> columns(Row row) {
        String seeds = row.cells().size() + "/" + row.planned();
        if (!row.wasRun()) {
            return List.of(name(row), seeds, NOT_RUN, "", "", "", "", "", "");
        }
        Interval interval = row.successInterval();
        String success = String.format(
                Locale.ROOT,
                "%.0f %% [%.0f, %.0f] of %d",
                row.success(),
                interval.low(),
                interval.high(),
                row.trials());
        return List.of(
                name(row),
                seeds,
                success,
                text(row.active()),
                text(row.withWaiting()),
                text(row.throughput()),
                text(row.gross()),
                text(row.failures()),
                isRecap(row) ? "" : text(recapTo(row)));
    }

    static String name(Row row) {
        return row.variant() + (row.round() == 0 ? "" : " " + row.round());
    }

    private static String text(ThroughputEstimate estimate) {
        return String.format(Locale.ROOT, "%.0f", estimate.perHour())
                + estimate.interval()
                        .map(i -> String.format(Locale.ROOT, " [%.0f, %.0f]", i.low(), i.high()))
                        .orElse("");
    }

    static String text(Optional<RatioEstimate> ratio) {
        return ratio.map(r -> String.format(Locale.ROOT, "%.2f", r.ratio())
                        + r.interval()
                                .map(i -> String.format(Locale.ROOT, " [%.2f, %.2f]", i.low(), i.high()))
                                .orElse(""))
                .orElse("");
    }
}
