package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.Figure;
import java.util.List;

/** What a training step of the standard network costs. Run it in a process of its own: the first session sets the threads. */
public final class TrainingBench {
    /** As measured for a quick prototype of the same network: it must not get much dearer. */
    private static final double PROTOTYPE_CPU_MILLIS = 89;

    private static final double ALLOWANCE = 1.3;
    private static final int WARM_UP_STEPS = 5;

    private TrainingBench() {}

    /** At batch 64, over that many steps; the difference of two runs, so that building the graph does not count. */
    public static List<Figure> run(int steps, int cores) {
        cpuMillis(WARM_UP_STEPS, cores); // native libraries and compiled code count in neither run
        double start = cpuMillis(WARM_UP_STEPS, cores);
        double cpu = (cpuMillis(WARM_UP_STEPS + steps, cores) - start) / steps;
        return List.of(Figure.atMost("training step, batch 64, CPU", cpu, "ms", ALLOWANCE * PROTOTYPE_CPU_MILLIS));
    }

    private static double cpuMillis(int steps, int cores) {
        double before = Stopwatch.cpuMillis();
        BenchPolicy.train(steps, cores);
        return Stopwatch.cpuMillis() - before;
    }

    public static void main(String[] arguments) {
        run(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60, 2).forEach(System.out::println);
    }
}
