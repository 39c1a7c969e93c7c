package dev.fleetrl.local.supervision;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.controller.allocation.operators.Aging;
import dev.fleetrl.controller.allocation.operators.AllocationPolicy;
import dev.fleetrl.controller.allocation.operators.AsaGreedy;
import dev.fleetrl.controller.allocation.operators.FifoSla;
import dev.fleetrl.controller.allocation.operators.Lexicographic;
import dev.fleetrl.controller.allocation.operators.RandomArm;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.RatioEstimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** What an order of help is worth: return on human effort beside help in random order, for the same fleets. */
public final class AllocationBench {
    private static final double RISK = 0.5; // Fleet-DAgger's thresholds
    private static final double UNCERTAINTY = 0.5;
    private static final double DROP = 0.2;
    private static final double STALL_SECONDS = 5;
    private static final FifoSla SLA = new FifoSla(60);
    private static final double LEAST_GAIN = 0.05;
    private static final double WANTED = 1.5;

    private AllocationBench() {}

    /** Of fleets with the seeds from 0 on. */
    public static List<Figure> run(int seeds) {
        return run(FleetModel.STANDARD, seeds);
    }

    static List<Figure> run(FleetModel model, int seeds) {
        List<Supervision.Result> random = results(model, RandomArm.always(SLA), seeds);
        List<Supervision.Result> any = LongStream.range(0, seeds)
                .mapToObj(seed -> Supervision.runOverAll(model, RandomArm.always(SLA), seed))
                .toList();
        List<Figure> figures = new ArrayList<>();
        tell("random", random, figures);
        tell("any robot at random", any, figures);
        policies(model).forEach((name, policy) -> {
            List<Supervision.Result> results = results(model, policy, seeds);
            tell(name, results, figures);
            RatioEstimate calls = ratio(results, random);
            figures.add(Figure.ofNote(name + " to random, return", calls.ratio(), "x"));
            figures.add(Figure.atLeast(name + " to random, lower bound", low(calls), "x", WANTED));
            RatioEstimate robots = ratio(results, any);
            figures.add(Figure.ofNote(name + " to any robot at random, return", robots.ratio(), "x"));
            figures.add(Figure.ofNote(name + " to any robot at random, lower bound", low(robots), "x"));
        });
        return figures;
    }

    static Map<String, AllocationPolicy> policies(FleetModel model) {
        Map<String, AllocationPolicy> policies = new LinkedHashMap<>();
        policies.put("FIFO_SLA", SLA);
        policies.put("CUR", new Aging(Lexicographic.cur(UNCERTAINTY, RISK), SLA));
        policies.put("VALUE_DROP", new Aging(Lexicographic.valueDrop(DROP), SLA));
        policies.put("PROGRESS_STALL", new Aging(Lexicographic.progressStall(STALL_SECONDS), SLA));
        policies.put("ASA_GREEDY", new Aging(asa(model.people()), SLA));
        return policies;
    }

    /** Nobody in this fleet is like another, so that what is left of it is its utility. */
    private static AsaGreedy asa(int people) {
        return new AsaGreedy(
                need -> need.signals().blocked() ? 1 : need.signals().risk(),
                (a, b) -> a.equals(b) ? 1 : 0,
                need -> 1,
                LEAST_GAIN,
                people);
    }

    private static List<Supervision.Result> results(FleetModel model, AllocationPolicy policy, int seeds) {
        return LongStream.range(0, seeds)
                .mapToObj(seed -> Supervision.run(model, policy, seed))
                .toList();
    }

    private static void tell(String name, List<Supervision.Result> results, List<Figure> figures) {
        figures.add(Figure.ofNote(name + ", successes a fleet", mean(results, Supervision.Result::successes), ""));
        figures.add(Figure.ofNote(name + ", people's time", mean(results, Supervision.Result::humanSeconds), "s"));
        figures.add(Figure.ofNote(name + ", return on human effort", mean(results, Supervision.Result::rohe), "1/s"));
        figures.add(Figure.ofNote(name + ", visits in vain", mean(results, r -> 100.0 * r.inVain() / r.visits()), "%"));
        figures.add(Figure.ofNote(name + ", robots blocked", mean(results, r -> 100 * r.blockedShare()), "%"));
        figures.add(Figure.ofNote(name + ", wait p95", mean(results, r -> r.waited(0.95)), "s"));
        figures.add(Figure.ofNote(
                name + ", longest wait of all",
                results.stream().mapToDouble(r -> r.waited(1)).max().orElseThrow(),
                "s"));
    }

    /** Of one seed nothing is known. */
    private static double low(RatioEstimate ratio) {
        return ratio.interval().map(Interval::low).orElse(0.0);
    }

    private static double mean(List<Supervision.Result> results, ToDoubleFunction<Supervision.Result> of) {
        return results.stream().mapToDouble(of).average().orElseThrow();
    }

    private static RatioEstimate ratio(List<Supervision.Result> ones, List<Supervision.Result> others) {
        List<RatioEstimate> seeds = new ArrayList<>();
        for (int i = 0; i < ones.size(); i++) {
            seeds.add(new RatioEstimate(ones.get(i).rohe() / others.get(i).rohe(), Optional.empty(), Optional.empty()));
        }
        return RatioEstimate.overSeeds(seeds);
    }
}
