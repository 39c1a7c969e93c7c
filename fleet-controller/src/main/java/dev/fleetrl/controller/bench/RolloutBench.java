package dev.fleetrl.controller.bench;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.controller.bench.SimulatedRollout.Behaviour;
import dev.fleetrl.controller.rollout.RolloutSettings;
import dev.fleetrl.controller.rollout.RolloutView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** What rollouts decide on versions whose worth is known, over many seeds, under the settings that are shipped. */
public final class RolloutBench {
    private static final int FEW = 8;
    private static final int MANY = 64;
    private static final double PERCENT = 100;
    private static final Behaviour GOOD = new Behaviour(0.9, 15, 30);
    private static final Behaviour HALF = new Behaviour(0.5, 15, 30);
    private static final Behaviour FASTER = new Behaviour(0.9, 12.5, 30);
    private static final Behaviour RASH = new Behaviour(0.85, 12.5, 30);
    private static final Behaviour BETTER = new Behaviour(0.97, 12.5, 30);
    /** Fast where it succeeds, so that its quick blocks say more than it is worth. */
    private static final Behaviour SLOW_TO_FAIL = new Behaviour(0.85, 10, 90);

    private static final double MOST_WRONG = 5;
    private static final double MOST_BAD_EPISODES = 12;
    private static final double LEAST_PROMOTED = 80;

    private RolloutBench() {}

    private record End(RolloutStage stage, int compared, int exposed) {}

    /** Answers figures for so many seeds of each case. */
    public static List<Figure> run(int seeds) {
        RolloutSettings settings = RolloutSettings.standard(true).unseen(0.05, 1000);
        RolloutSettings wider = RolloutSettings.standard(true).unseen(0.1, 1000);
        RolloutSettings everywhere = new RolloutSettings(true, 0.05, 0.05, 0, 500, 30, MANY, 4, 1000, 2, 19, 20, 1, 1);
        List<Figure> figures = new ArrayList<>();
        figures.addAll(wrong("equal, 90 %", runs(GOOD, settings, FEW, seeds)));
        figures.addAll(wrong("equal, 90 %, on 64 robots at once", runs(GOOD, everywhere, MANY, seeds)));
        figures.addAll(bad("50 % against 90 %", runs(HALF, settings, FEW, seeds)));
        figures.addAll(bad("50 % against 90 %, fleet of 64", runs(HALF, settings, MANY, seeds)));
        figures.add(seldom("20 % faster, 85 % against 90 %", runs(RASH, settings, FEW, seeds)));
        figures.add(
                seldom("20 % faster, 85 % against 90 %, on 64 robots at once", runs(RASH, everywhere, MANY, seeds)));
        figures.add(seldom(
                "quick to succeed, slow to fail, 85 %, on 64 robots at once",
                runs(SLOW_TO_FAIL, everywhere, MANY, seeds)));
        figures.addAll(promoted("20 % faster, both 90 %", runs(FASTER, settings, FEW, seeds)));
        figures.addAll(promoted("20 % faster, both 90 %, margin 0.10", runs(FASTER, wider, FEW, seeds)));
        figures.addAll(promoted("20 % faster, 97 % against 90 %", runs(BETTER, settings, FEW, seeds)));
        return figures;
    }

    private static List<Figure> wrong(String what, List<End> runs) {
        return List.of(
                seldom(what, runs),
                Figure.atMost(what + ": rolled back", share(runs, RolloutStage.ROLLED_BACK), "%", MOST_WRONG));
    }

    private static Figure seldom(String what, List<End> runs) {
        return Figure.atMost(what + ": promoted", share(runs, RolloutStage.FLEET), "%", MOST_WRONG);
    }

    private static List<Figure> bad(String what, List<End> runs) {
        return List.of(
                Figure.atLeast(what + ": rolled back", share(runs, RolloutStage.ROLLED_BACK), "%", PERCENT),
                Figure.atMost(
                        what + ": canary episodes, median", quantile(runs, End::compared, 0.5), "", MOST_BAD_EPISODES),
                Figure.ofNote(what + ": canary episodes, p90", quantile(runs, End::compared, 0.9), ""),
                Figure.ofNote(what + ": begun by then, median", quantile(runs, End::exposed, 0.5), ""));
    }

    private static List<Figure> promoted(String what, List<End> runs) {
        return List.of(
                Figure.atLeast(what + ": promoted", share(runs, RolloutStage.FLEET), "%", LEAST_PROMOTED),
                Figure.ofNote(what + ": canary episodes, median", quantile(runs, End::compared, 0.5), ""),
                Figure.ofNote(what + ": canary episodes, p90", quantile(runs, End::compared, 0.9), ""));
    }

    private static List<End> runs(Behaviour candidate, RolloutSettings settings, int robots, int seeds) {
        return LongStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> {
                    SimulatedRollout rollout = new SimulatedRollout(settings, candidate, GOOD, seed);
                    RolloutView end = rollout.run(robots);
                    int compared = end.canary()
                            .map(canary -> canary.candidate().episodes())
                            .orElse(0);
                    return new End(end.stage(), compared, rollout.exposed());
                })
                .toList();
    }

    private static double share(List<End> runs, RolloutStage stage) {
        return PERCENT * runs.stream().filter(end -> end.stage() == stage).count() / runs.size();
    }

    /** Of all runs, whatever they decided. */
    private static double quantile(List<End> runs, ToDoubleFunction<End> of, double q) {
        double[] sorted = runs.stream().mapToDouble(of).sorted().toArray();
        return sorted[(int) Math.floor(q * (sorted.length - 1))];
    }
}
