package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.awr.AdvantageWeightedRegression;
import dev.fleetrl.policy.recipe.ppo.ProximalPolicyOptimisation;
import java.util.List;
import java.util.function.IntConsumer;

/** What a training step of the standard network costs. Run it in a process of its own: the first session sets the threads. */
public final class TrainingBench {
    /** As measured for a quick prototype of the same network: it must not get much dearer. */
    private static final double PROTOTYPE_CPU_MILLIS = 89;

    private static final double ALLOWANCE = 1.2;
    private static final int WARM_UP_STEPS = 5;

    private TrainingBench() {}

    /** At batch 64, over that many steps of imitation, and for information of two recipes that do more. */
    public static List<Figure> run(int steps, int cores) {
        double imitation = cpuMillis(steps, count -> BenchPolicy.train(count, cores, 1));
        return List.of(
                Figure.atMost("training step, batch 64, CPU", imitation, "ms", ALLOWANCE * PROTOTYPE_CPU_MILLIS),
                Figure.ofNote(
                        "awr step, batch 64, CPU", improving(new AdvantageWeightedRegression(), steps, cores), "ms"),
                Figure.ofNote(
                        "ppo step, batch 64, CPU", improving(new ProximalPolicyOptimisation(), steps, cores), "ms"));
    }

    private static double improving(Recipe recipe, int steps, int cores) {
        return cpuMillis(steps, count -> BenchPolicy.improve(recipe, count, cores));
    }

    /** Of one step: the difference of two runs, so that building the graph does not count. */
    private static double cpuMillis(int steps, IntConsumer training) {
        elapsed(training, WARM_UP_STEPS); // native libraries and compiled code count in neither run
        double start = elapsed(training, WARM_UP_STEPS);
        return (elapsed(training, WARM_UP_STEPS + steps) - start) / steps;
    }

    private static double elapsed(IntConsumer training, int steps) {
        double before = Stopwatch.cpuMillis();
        training.accept(steps);
        return Stopwatch.cpuMillis() - before;
    }

    public static void main(String[] arguments) {
        run(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60, 2).forEach(System.out::println);
    }
}
