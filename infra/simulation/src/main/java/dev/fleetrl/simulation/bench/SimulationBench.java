package dev.fleetrl.simulation.bench;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.simulation.ScriptedExpert;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.Tasks;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Measures CPU time of one thread, so that a busy machine does not spoil the figures. */
public final class SimulationBench {
    private static final int POLICY_PIXELS = 64;
    private static final float POLICY_QUALITY = 0.92f;
    private static final long FIRST_SEED = 1000;
    private static final int WARM_UP_EPISODES = 12;
    private static final int PICTURES = 200;
    private static final double LIFE_TARGET = 20;
    private static final double LONG_TARGET = 95;
    private static final double NOISY_TARGET = 90;

    private SimulationBench() {}

    /** {@code episodes} of each task and noise level. */
    public static List<Figure> run(int episodes) {
        List<Figure> figures = new ArrayList<>();
        Task pick = Tasks.byId(new TaskId("pick"));
        realTimeFactor(pick, WARM_UP_EPISODES, true);
        double withCameras = realTimeFactor(pick, episodes, true);
        figures.add(Figure.atLeast("pick, two 64×64 cameras at 10 Hz", withCameras, "× life", LIFE_TARGET));
        figures.add(Figure.ofNote("pick, no cameras", realTimeFactor(pick, episodes, false), "× life"));
        for (int[] size : new int[][] {{POLICY_PIXELS, POLICY_PIXELS}, {480, 360}}) {
            figures.add(Figure.ofNote(
                    "camera " + size[0] + "×" + size[1] + " as JPEG", jpegsPerSecond(pick, size[0], size[1]), "1/s"));
        }
        success(figures, episodes);
        return figures;
    }

    private static void success(List<Figure> figures, int episodes) {
        for (Task task : Tasks.all()) {
            boolean isLong = task.id().value().equals("drawer-store");
            for (int noise = 0; noise <= 1; noise++) {
                String metric = "expert on " + task.id() + ", noise " + noise;
                double target = noise == 1 ? NOISY_TARGET : isLong ? LONG_TARGET : 100;
                figures.add(Figure.atLeast(metric, successPercent(task, episodes, noise), "%", target));
            }
        }
    }

    private static double realTimeFactor(Task task, int episodes, boolean cameras) {
        double simulated = 0;
        double before = cpuSeconds();
        for (int i = 0; i < episodes; i++) {
            try (SimulatedCell cell = SimulatedCell.open(task, FIRST_SEED + i)) {
                ScriptedExpert expert = ScriptedExpert.demonstrator(FIRST_SEED + i, 1);
                while (cell.status().ending().isEmpty()) {
                    if (cameras) {
                        SimulatedCell.CAMERAS.forEach(
                                camera -> cell.jpeg(camera, POLICY_PIXELS, POLICY_PIXELS, POLICY_QUALITY));
                    }
                    cell.step(expert.act(cell).executed().toArray());
                }
                simulated += (double) cell.status().step() / SimulatedCell.HZ;
            }
        }
        return simulated / (cpuSeconds() - before);
    }

    private static double jpegsPerSecond(Task task, int width, int height) {
        try (SimulatedCell cell = SimulatedCell.open(task, FIRST_SEED)) {
            cell.jpeg(SimulatedCell.CAMERAS.get(0), width, height, POLICY_QUALITY);
            double before = cpuSeconds();
            for (int i = 0; i < PICTURES; i++) {
                cell.jpeg(SimulatedCell.CAMERAS.get(i % 2), width, height, POLICY_QUALITY);
            }
            return PICTURES / (cpuSeconds() - before);
        }
    }

    private static double successPercent(Task task, int episodes, double noise) {
        int successes = 0;
        for (int i = 0; i < episodes; i++) {
            long seed = FIRST_SEED + i;
            ScriptedExpert expert = noise == 0 ? ScriptedExpert.exact() : ScriptedExpert.demonstrator(seed, noise);
            try (SimulatedCell cell = SimulatedCell.open(task, seed)) {
                while (cell.status().ending().isEmpty()) {
                    cell.step(expert.act(cell).executed().toArray());
                }
                successes += cell.status().ending().get().outcome() == Outcome.SUCCESS ? 1 : 0;
            }
        }
        return 100.0 * successes / episodes;
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    /** Prints the table; the only argument is the number of episodes. */
    public static void main(String[] arguments) {
        for (Figure figure : run(Integer.parseInt(arguments[0]))) {
            System.out.printf(
                    "%-40s %10.1f %-8s %s%n", figure.metric(), figure.value(), figure.unit(), figure.target());
        }
    }
}
