package dev.fleetrl.local.study.report;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.evaluation.CycleTimes;
import dev.fleetrl.evaluation.Holm;
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
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All rows of a study, those that were not run as well: a reader must see what is missing. */
public record StudyReport(StudyPlan plan, List<Row> rows) {
    private static final double ALPHA = 0.05;
    private static final Set<Variant.Group> COMPARED = EnumSet.of(Variant.Group.CONTROL, Variant.Group.BASELINE);
    private static final String LINE = "%-26s %5s  %-24s %-12s %-14s %-14s  %-22s %-22s %-22s %s%n";
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

    Optional<Row> row(Variant variant, int round) {
        return rows.stream()
                .filter(row -> row.variant().equals(variant.name()) && row.round() == round)
                .findFirst();
    }

    /**
     * Who has more, less, or not clearly either, of RECAP's active throughput after the last round; empty where nobody was run. By
     * Holm's p-values: nine comparisons at 95 % each would find something by chance in every third study.
     */
    public Optional<String> place() {
        List<Row> others = rows.stream()
                .filter(row -> row.round() == plan.rounds()
                        && COMPARED.contains(Variant.named(row.variant()).group()))
                .toList();
        List<Row> tried =
                others.stream().filter(row -> recapTo(row).isPresent()).toList();
        if (tried.isEmpty()) {
            return Optional.empty();
        }
        List<RatioEstimate> ratios =
                tried.stream().map(row -> recapTo(row).orElseThrow()).toList();
        List<Double> p = Holm.adjusted(
                ratios.stream().map(ratio -> ratio.pValue().orElse(1.0)).toList());
        Function<IntPredicate, String> listed = which -> orNone(IntStream.range(0, tried.size())
                .filter(which)
                .mapToObj(i -> tried.get(i).variant() + " " + text(Optional.of(ratios.get(i)))));
        IntPredicate isTold = i -> p.get(i) <= ALPHA;
        IntPredicate isMore = i -> ratios.get(i).ratio() > 1;
        return Optional.of(
                "RECAP's active throughput to that of other ways, on the seeds that both have; each with its own interval,"
                        + " told apart after Holm's correction for " + tried.size() + ". Above: "
                        + listed.apply(isTold.and(isMore)) + ". Below: " + listed.apply(isTold.and(isMore.negate()))
                        + ". Not told apart: " + listed.apply(isTold.negate()) + ". Not run: "
                        + orNone(others.stream()
                                .filter(row -> !tried.contains(row))
                                .map(Row::variant)) + ".");
    }

    private static String orNone(Stream<String> words) {
        String list = words.collect(Collectors.joining(", "));
        return list.isEmpty() ? "none" : list;
    }

    /** In the shape of every benchmark. */
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

    /** As a person reads it on the console. */
    public String table() {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                LINE,
                "variant, round",
                "seeds",
                "success",
                "s, p50 (p90)",
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

    /** Ten columns: name, seeds, success, seconds a success, successes an hour (active, gross), the ratios. */
    List<String> columns(Row row) {
        String seeds = row.cells().size() + "/" + row.planned();
        if (!row.wasRun()) {
            return List.of(name(row), seeds, NOT_RUN, "", "", "", "", "", "", "");
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
                text(row.cycles()),
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

    private static String text(CycleTimes cycles) {
        return cycles.successSeconds().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f (%.1f)",
                        cycles.medianSeconds().orElseThrow(),
                        cycles.p90Seconds().orElseThrow());
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
