package dev.fleetrl.controller.bench;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.controller.bench.SimulatedRollout.Behaviour;
import dev.fleetrl.controller.rollout.RolloutSettings;
import dev.fleetrl.controller.rollout.RolloutView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What rollouts decide on versions whose worth is known, over many seeds. */
public final class RolloutBench {
    private static final int ROBOTS = 8;
    private static final double SECONDS = 15;
    private static final double PERCENT = 100;
    private static final Behaviour GOOD = new Behaviour(0.9, SECONDS);
    private static final double MOST_WRONG = 5;
    private static final double MOST_BAD_EPISODES = 12;
    private static final double MARGIN = 0.05;
    private static final double FASTER = 1.2;

    private RolloutBench() {}

    /** The settings that are shipped, but for the margin and without shadow: nobody is asked here. */
    public static RolloutSettings settings(double margin) {
        return new RolloutSettings(true, 0.05, margin, 0, 500, 4, 1000, 2, 19, 50, 1, 1);
    }

    /** Answers figures for so many seeds of each case. */
    public static List<Figure> run(int seeds) {
        List<Figure> figures = new ArrayList<>();
        List<RolloutView> equal = runs(GOOD, MARGIN, seeds);
        figures.add(Figure.atMost("equal, 90 %: promoted", share(equal, RolloutStage.FLEET), "%", MOST_WRONG));
        figures.add(Figure.atMost("equal, 90 %: rolled back", share(equal, RolloutStage.ROLLED_BACK), "%", MOST_WRONG));
        String bad = "50 % against 90 %: ";
        List<RolloutView> half = runs(new Behaviour(0.5, SECONDS), MARGIN, seeds);
        figures.add(Figure.atLeast(bad + "rolled back", share(half, RolloutStage.ROLLED_BACK), "%", PERCENT));
        figures.add(Figure.atMost(bad + "canary episodes, median", quantile(half, 0.5), "", MOST_BAD_EPISODES));
        figures.add(Figure.ofNote(bad + "canary episodes, p90", quantile(half, 0.9), ""));
        Behaviour rash = new Behaviour(0.85, SECONDS / FASTER);
        double rashly = share(runs(rash, MARGIN, seeds), RolloutStage.FLEET);
        figures.add(Figure.atMost("20 % faster, 85 % against 90 %: promoted", rashly, "%", MOST_WRONG));
        figures.addAll(promoted("20 % faster, both 90 %", new Behaviour(0.9, SECONDS / FASTER), MARGIN, seeds));
        figures.addAll(promoted(
                "20 % faster, both 90 %, margin 0.10", new Behaviour(0.9, SECONDS / FASTER), 2 * MARGIN, seeds));
        figures.addAll(
                promoted("20 % faster, 97 % against 90 %", new Behaviour(0.97, SECONDS / FASTER), MARGIN, seeds));
        return figures;
    }

    private static List<Figure> promoted(String what, Behaviour candidate, double margin, int seeds) {
        List<RolloutView> runs = runs(candidate, margin, seeds);
        return List.of(
                Figure.ofNote(what + ": promoted", share(runs, RolloutStage.FLEET), "%"),
                Figure.ofNote(what + ": canary episodes, median", quantile(runs, 0.5), ""),
                Figure.ofNote(what + ": canary episodes, p90", quantile(runs, 0.9), ""));
    }

    private static List<RolloutView> runs(Behaviour candidate, double margin, int seeds) {
        return LongStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> new SimulatedRollout(settings(margin), candidate, GOOD, seed).run(ROBOTS))
                .toList();
    }

    private static double share(List<RolloutView> runs, RolloutStage end) {
        return PERCENT * runs.stream().filter(view -> view.stage() == end).count() / runs.size();
    }

    /** Of all runs, whatever they decided. */
    private static double quantile(List<RolloutView> runs, double q) {
        int[] episodes = runs.stream()
                .mapToInt(view -> view.canary()
                        .map(canary -> canary.candidate().episodes())
                        .orElse(0))
                .sorted()
                .toArray();
        return episodes[(int) Math.floor(q * (episodes.length - 1))];
    }
}
