package dev.fleetrl.local.bench;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.controller.bench.RolloutBench;
import dev.fleetrl.local.Home;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.virtual.VirtualSiteBench;
import dev.fleetrl.local.supervision.AllocationBench;
import dev.fleetrl.policy.bench.ServingBench;
import dev.fleetrl.policy.bench.TrainingBench;
import dev.fleetrl.simulation.bench.SimulationBench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Every benchmark there is, by name. */
public final class Benches {
    private static final int SIMULATED_EPISODES = 20;
    private static final int FLEETS = 20;
    private static final int ROLLOUTS = 1000;
    private static final int SERVING_ROUNDS = 5;
    private static final int SERVING_TURN_MILLIS = 2000;
    private static final int VIRTUAL_EPISODES = 24;
    private static final int TICKS = 1500;
    private static final int WORDS = 200;
    private static final int TRAINED_STEPS = 100;
    private static final Map<String, Callable<List<Figure>>> ALL = new TreeMap<>(Map.of(
            "allocation", () -> AllocationBench.run(FLEETS),
            "rollout", () -> RolloutBench.run(ROLLOUTS),
            "sim", () -> SimulationBench.run(SIMULATED_EPISODES),
            "serving",
                    () -> ServingBench.run(
                            Files.createTempDirectory("fleetrl-bench"), SERVING_ROUNDS, SERVING_TURN_MILLIS),
            "control", () -> ControlBench.run(Files.createTempDirectory("fleetrl-bench"), TICKS, WORDS),
            "virtual", () -> VirtualSiteBench.run(Files.createTempDirectory("fleetrl-bench"), VIRTUAL_EPISODES),
            "training",
                    () -> TrainingBench.run(TRAINED_STEPS, Runtime.getRuntime().availableProcessors())));

    private Benches() {}

    /** Measures; takes from seconds to minutes. */
    public static BenchReport run(String name) throws Exception {
        Callable<List<Figure>> bench = ALL.get(name);
        if (bench == null) {
            throw new UserError(
                    "there is no benchmark '" + name + "'; choose one of " + String.join(", ", ALL.keySet()));
        }
        Machine before = Machine.here();
        return new BenchReport(name, commit(), before, bench.call());
    }

    /** Of the sources that are measured; says so where they were changed since. */
    public static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                    .directory(Home.folder().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return said.isEmpty() ? "unknown" : said;
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
