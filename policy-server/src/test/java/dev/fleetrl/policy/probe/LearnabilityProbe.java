package dev.fleetrl.policy.probe;

import com.sun.management.OperatingSystemMXBean;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.learning.FrozenModel;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.learning.Weights;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.network.NetworkConfig;
import dev.fleetrl.policy.network.PolicySampler;
import dev.fleetrl.policy.recipe.RecipeSettings;
import dev.fleetrl.policy.recipe.Trainer;
import dev.fleetrl.policy.recipe.sft.SupervisedFineTuning;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.Tasks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Can the policy learn this task from pixels? Records demonstrations of the scripted expert in this process, trains on them
 * and tries held-out starts, once for each number of steps.
 *
 * <pre>
 *   LearnabilityProbe task=pick demos=100 steps=1200,2500 evaluations=100 seed=1 noise=1 cores=2 execute=8 noiseScale=1
 * </pre>
 */
public final class LearnabilityProbe {
    private static final long DEMO_SEEDS = 50_000;
    private static final long HELD_OUT_SEEDS = 900_000;

    private final Map<String, String> arguments = new TreeMap<>(Map.of(
            "task", "pick",
            "demos", "60",
            "steps", "600",
            "evaluations", "40",
            "seed", "1",
            "noise", "1",
            "cores", "2",
            "execute", "8",
            "noiseScale", "1"));

    private LearnabilityProbe(String[] given) {
        for (String argument : given) {
            String[] pair = argument.split("=", 2);
            if (pair.length != 2 || arguments.replace(pair[0], pair[1]) == null) {
                throw new IllegalArgumentException("unknown argument '" + argument + "'; there are " + arguments);
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        new LearnabilityProbe(arguments).run();
    }

    private void run() throws IOException {
        say("probe %s", arguments);
        Task task = Tasks.byId(new TaskId(text("task")));
        double cpu = cpuSeconds();
        TrainingSet demonstrations =
                Demonstrations.record(task, count("demos"), DEMO_SEEDS, Double.parseDouble(text("noise")));
        say("recorded %d steps in %.0f CPU s", demonstrations.observations().size(), cpuSeconds() - cpu);
        int[] stepCounts = Arrays.stream(text("steps").split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        for (int steps : stepCounts) {
            trainAndTry(task, demonstrations, steps);
        }
    }

    private void trainAndTry(Task task, TrainingSet demonstrations, int steps) throws IOException {
        SupervisedFineTuning recipe = new SupervisedFineTuning();
        RecipeSettings settings = recipe.settings();
        double cpu = cpuSeconds();
        Trainer.Trained trained = new Trainer(recipe, settings, count("cores"), System::nanoTime)
                .train(
                        demonstrations,
                        NetworkConfig.standard(demonstrations.observations().shape(), Demonstrations.ACTION_SIZE),
                        steps,
                        count("seed"),
                        progress -> {
                            if (progress.step() == steps || progress.step() % 100 < 8) {
                                say("  step %d loss %.4f", progress.step(), progress.loss());
                            }
                        });
        double trainCpu = cpuSeconds() - cpu;
        say(
                "trained %d steps: loss %.4f, %.0f CPU s, %.0f CPU ms a step",
                steps, trained.metrics().get("loss"), trainCpu, 1000 * trainCpu / steps);
        evaluate(task, trained);
    }

    private void evaluate(Task task, Trainer.Trained trained) throws IOException {
        Path folder = Files.createTempDirectory("probe");
        Weights served = trained.served();
        PolicySampler.export(trained.network(), served, folder);
        double cpu = cpuSeconds();
        try (PolicySampler sampler =
                PolicySampler.of(Files.readAllBytes(folder.resolve(FrozenModel.FILE)), SessionConfig.forServing())) {
            Rollouts rollouts =
                    new Rollouts(task, trained, sampler, count("execute"), Double.parseDouble(text("noiseScale")));
            Rollouts.Tally tally = rollouts.tryStarts(HELD_OUT_SEEDS, count("evaluations"));
            double[] interval = tally.wilson();
            say(
                    "success %d/%d = %.0f %% (95 %% Wilson %.0f to %.0f), mean steps of successes %.1f, %.0f CPU s",
                    tally.successes(),
                    tally.episodes(),
                    100.0 * tally.successes() / tally.episodes(),
                    100 * interval[0],
                    100 * interval[1],
                    tally.meanSteps(),
                    cpuSeconds() - cpu);
        }
    }

    private String text(String name) {
        return arguments.getOrDefault(name, "");
    }

    private int count(String name) {
        return Integer.parseInt(text(name));
    }

    private static double cpuSeconds() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
