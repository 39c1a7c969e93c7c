package dev.fleetrl.local.study.report;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.evaluation.RatioEstimate;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.plan.StudyPlan;
import dev.fleetrl.local.study.plan.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * RECAP's claim, held against a study: more than twice the throughput and half the failures of a fair start.
 *
 * @param plateau where the base stops learning; without it nobody knows whether the start is a fair one
 */
public record Claim(StudyReport report, Optional<PlateauCurve> plateau) {
    private static final double THROUGHPUT_TARGET = 2;
    private static final double LEAST_THROUGHPUT = 1.5;
    private static final double FAILURE_TARGET = 0.5;
    private static final double LEAST_START = 35;
    private static final double BEST_START = 70;

    /** Each target with what came of it, or why there is no verdict. */
    public String verdict() {
        return whyNone()
                .map(why -> "The claim is not judged: " + why + ".")
                .orElseGet(() ->
                        figures().stream().map(Claim::judged).collect(Collectors.joining("; ", "The claim. ", ".")));
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

    /** With their targets; none where the claim cannot be judged. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        report.headline().filter(recap -> whyNone().isEmpty()).ifPresent(recap -> {
            String name = report.plan().task() + " RECAP to start, ";
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
        });
        return figures;
    }

    /** It rests on its own plan, whole, of RECAP and of both controls, and on a fair start. */
    private Optional<String> whyNone() {
        StudyPlan plan = report.plan();
        if (!plan.isOfTheClaim()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "it is judged on --preset full of %s, and this study of %s has %d seeds from %d on, %d rounds and %d further steps",
                    String.join(" or ", StudyPlan.HARD),
                    plan.task(),
                    plan.seeds(),
                    plan.firstSeed(),
                    plan.rounds(),
                    plan.sizes().extraSteps()));
        }
        return Stream.of(Variant.RECAP, Variant.CONTROL_STEPS, Variant.CONTROL_DEMOS, Variant.START)
                .flatMap(variant -> lacking(variant).stream())
                .findFirst()
                .or(() -> report.row(Variant.START, 0).flatMap(Claim::outside))
                .or(this::stillLearning);
    }

    private Optional<String> lacking(Variant variant) {
        Optional<Row> row =
                report.row(variant, variant.isStart() ? 0 : report.plan().rounds());
        int planned = report.plan().seeds();
        int run = row.map(there -> there.cells().size()).orElse(0);
        return run == planned
                ? Optional.empty()
                : Optional.of(variant.name() + " was run on " + run + " of " + planned + " seeds");
    }

    private static Optional<String> outside(Row start) {
        return start.success() >= LEAST_START && start.success() <= BEST_START
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "its start succeeds at %.1f %%, which is not within %.0f to %.0f",
                        start.success(),
                        LEAST_START,
                        BEST_START));
    }

    /** On the plateau's seeds, and on the study's own: control-steps is the start with further steps. */
    private Optional<String> stillLearning() {
        Sizes sizes = report.plan().sizes();
        Optional<PlateauCurve.Gain> gain =
                plateau.flatMap(curve -> curve.ofFurtherSteps(sizes.demonstrations(), sizes.baseSteps()));
        if (gain.isEmpty()) {
            return Optional.of(
                    "whether its start would still learn was not measured; see bench plateau, and --plateau");
        }
        Optional<RatioEstimate> further = report.row(
                        Variant.CONTROL_STEPS, report.plan().rounds())
                .flatMap(Row::throughput)
                .filter(ratio -> ratio.interval().filter(i -> i.low() > 1).isPresent());
        return gain.filter(PlateauCurve.Gain::isClear)
                .map(PlateauCurve.Gain::words)
                .or(() -> further.map(ratio ->
                        "control-steps has " + StudyReport.text(Optional.of(ratio)) + " times its active throughput"))
                .map(words -> "its start would still learn, " + words);
    }
}
