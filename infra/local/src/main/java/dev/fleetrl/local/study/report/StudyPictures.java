package dev.fleetrl.local.study.report;

import dev.fleetrl.evaluation.InterventionRate;
import dev.fleetrl.evaluation.ReturnOnHumanEffort;
import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Effort;
import dev.fleetrl.local.study.plan.Variant;
import dev.fleetrl.local.study.report.CurveChart.Curve;
import dev.fleetrl.local.study.report.CurveChart.Panel;
import dev.fleetrl.local.study.report.CurveChart.Point;
import dev.fleetrl.local.study.report.CurveChart.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The pictures of a study. Their colours mean the same in all of them. */
final class StudyPictures {
    private static final double MINUTE = 60;
    private static final List<Variant> FOLLOWED = List.of(Variant.RECAP, Variant.CONTROL_DEMOS, Variant.CONTROL_STEPS);

    private StudyPictures() {}

    /** Success and throughput of the start and of everything that was, or was to be, measured after the last round. */
    static String bars(StudyReport report) {
        List<BarChart.Row> rows = report.rows().stream()
                .filter(row -> row.round() == 0 || row.round() == report.plan().rounds())
                .map(row -> bar(row, report.plan().seeds()))
                .toList();
        return BarChart.of(
                report.plan().task() + ": after round " + report.plan().rounds(),
                "Bars: all seeds, 95 % intervals over trainings (of one: over episodes). Circles: each seed. n: fewer seeds were run.",
                List.of("success [%]", "active throughput [successes / hour]"),
                rows);
    }

    private static BarChart.Row bar(Row row, int seeds) {
        Variant.Group group = Variant.named(row.variant()).group();
        int run = row.cells().size();
        return new BarChart.Row(
                group.name().toLowerCase(Locale.ROOT),
                row.variant() + (row.wasRun() && run < seeds ? ", n = " + run : ""),
                colour(row.variant()),
                row.wasRun() ? List.of(success(row), throughput(row)) : List.of());
    }

    private static BarChart.Value success(Row row) {
        return new BarChart.Value(
                row.success(),
                Optional.of(row.successInterval()),
                row.cells().stream().map(StudyPictures::percent).toList());
    }

    private static BarChart.Value throughput(Row row) {
        ThroughputEstimate estimate = row.active();
        return new BarChart.Value(
                estimate.perHour(),
                estimate.interval(),
                row.cells().stream().map(StudyPictures::perHour).toList());
    }

    private static String colour(String variant) {
        if (variant.equals(Variant.START.name())) {
            return Svg.START;
        }
        int followed = FOLLOWED.stream().map(Variant::name).toList().indexOf(variant);
        return followed < 0 ? Svg.OTHER : Svg.COLOURS.get(followed);
    }

    /** From the start on. */
    static String curves(StudyReport report) {
        return CurveChart.of(
                report.plan().task() + ": learning over rounds",
                "Thick: mean over training seeds. Thin: each seed. Round 0 is the start, the same for all.",
                new CurveChart.Horizontal("round", rounds(report, 0)),
                List.of(
                        new Panel("success [%]", true, curves(report, StudyPictures::percent)),
                        new Panel(
                                "active throughput [successes / hour]",
                                false,
                                curves(report, StudyPictures::perHour))));
    }

    private static List<Curve> curves(StudyReport report, ToDoubleFunction<CellResult> value) {
        List<Curve> curves = new ArrayList<>();
        for (Variant variant : FOLLOWED) {
            List<Row> rows = report.rows().stream()
                    .filter(row -> row.round() == 0 || row.variant().equals(variant.name()))
                    .filter(Row::wasRun)
                    .toList();
            if (rows.stream().anyMatch(row -> row.round() > 0)) {
                curves.add(curve(
                        variant,
                        rows,
                        value,
                        row -> row.cells().stream().mapToDouble(value).average().orElseThrow()));
            }
        }
        return curves;
    }

    private static Curve curve(
            Variant variant, List<Row> rows, ToDoubleFunction<CellResult> value, ToDoubleFunction<Row> together) {
        TreeMap<Long, List<Point>> threads = new TreeMap<>();
        List<Point> points = new ArrayList<>();
        for (Row row : rows) {
            add(points, row.round(), together.applyAsDouble(row));
            row.cells()
                    .forEach(cell -> add(
                            threads.computeIfAbsent(cell.cell().seed(), seed -> new ArrayList<>()),
                            row.round(),
                            value.applyAsDouble(cell)));
        }
        return new Curve(
                variant.name(),
                colour(variant.name()),
                points,
                threads.values().stream().filter(thread -> thread.size() > 1).toList());
    }

    /** Where nobody had to help, there is no such number. */
    private static void add(List<Point> points, int round, double value) {
        if (Double.isFinite(value)) {
            points.add(new Point(round, value, Optional.empty()));
        }
    }

    /** What RECAP's practice brought for people's minutes, and how often they had to help. */
    static String effort(StudyReport report) {
        Function<ToDoubleFunction<Effort>, List<Curve>> curve = figure -> List.of(curve(
                Variant.RECAP,
                report.rows().stream()
                        .filter(row -> row.variant().equals(Variant.RECAP.name()) && row.wasRun())
                        .toList(),
                cell -> figure.applyAsDouble(cell.effort()),
                row -> figure.applyAsDouble(
                        row.cells().stream().map(CellResult::effort).reduce(Effort.NONE, Effort::plus))));
        return CurveChart.of(
                report.plan().task() + ": human effort in practice",
                "Round k is practised by the policy of round k-1. Thick: all training seeds together. Thin: each seed.",
                new CurveChart.Horizontal("round of practice", rounds(report, 1)),
                List.of(
                        new Panel(
                                "autonomous successes / operator minute", false, curve.apply(StudyPictures::perMinute)),
                        new Panel("interventions / episode", false, curve.apply(StudyPictures::interventions))));
    }

    private static List<Tick> rounds(StudyReport report, int first) {
        return IntStream.rangeClosed(first, report.plan().rounds())
                .mapToObj(round -> new Tick(round, round == 0 ? "0, start" : Integer.toString(round)))
                .toList();
    }

    private static double percent(CellResult cell) {
        return 100.0 * cell.successes() / cell.trials().size();
    }

    private static double perHour(CellResult cell) {
        return ThroughputEstimate.of(Row.episodes(cell)).perHour();
    }

    private static double perMinute(Effort effort) {
        return new ReturnOnHumanEffort(effort.autonomousSuccesses(), effort.operatorSeconds() / MINUTE).perMinute();
    }

    private static double interventions(Effort effort) {
        return new InterventionRate(
                        effort.episodes(),
                        effort.intervenedEpisodes(),
                        effort.interventions(),
                        effort.correctionSteps(),
                        effort.steps(),
                        effort.robotSeconds() / MINUTE / MINUTE)
                .perEpisode();
    }
}
