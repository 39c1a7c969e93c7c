package dev.fleetrl.value.critic.probe;

import com.sun.management.OperatingSystemMXBean;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.AreaUnderRoc;
import dev.fleetrl.evaluation.RankCorrelation;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.Tasks;
import dev.fleetrl.value.critic.CriticConfig;
import dev.fleetrl.value.critic.CriticEpisode;
import dev.fleetrl.value.critic.CriticReport;
import dev.fleetrl.value.critic.CriticScores;
import dev.fleetrl.value.critic.CriticSizes;
import dev.fleetrl.value.critic.CriticTraining;
import dev.fleetrl.value.critic.FrozenCritic;
import dev.fleetrl.value.critic.progress.DoneDetector;
import dev.fleetrl.value.critic.progress.DoneTrace;
import dev.fleetrl.value.critic.progress.ValueOrder;
import dev.fleetrl.value.critic.watch.AlarmValue;
import dev.fleetrl.value.critic.watch.Watched;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What is the critic worth on this task? Records the scripted expert in this process, trains on its demonstrations, and
 * measures on other starts: successes, and drivers that go wrong in four ways.
 *
 * <pre>
 *   CriticProbe task=pick demos=100 steps=600 heldOut=20 each=10 seed=1 cores=2 stride=1.0 references=0
 * </pre>
 *
 * <p>{@code each} episodes of each fault, and {@code heldOut} successes, are measured; as many others calibrate the done
 * detector.
 */
public final class CriticProbe {
    private static final double HEADWAY = 0.02;
    private static final long DEMO_SEEDS = 50_000;
    private static final long CALIBRATION_SEEDS = 700_000;
    private static final long HELD_OUT_SEEDS = 900_000;

    private final Map<String, String> arguments = new TreeMap<>(Map.of(
            "task", "pick",
            "demos", "100",
            "steps", "600",
            "heldOut", "20",
            "each", "10",
            "seed", "1",
            "cores", "2",
            "stride", "1.0",
            "still", "0.01",
            "references", "0"));

    private CriticProbe(String[] given) {
        for (String argument : given) {
            String[] pair = argument.split("=", 2);
            if (pair.length != 2 || arguments.replace(pair[0], pair[1]) == null) {
                throw new IllegalArgumentException("unknown argument '" + argument + "'; there are " + arguments);
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        new CriticProbe(arguments).run();
    }

    private void run() throws IOException {
        say("probe %s", arguments);
        Task task = Tasks.byId(new TaskId(text("task")));
        List<CriticEpisode> demonstrations = new ArrayList<>();
        double cpu = cpuSeconds();
        for (int i = 0; i < count("demos"); i++) {
            Rollout shown = Rollout.of(task, DEMO_SEEDS + i, Rollout.Fault.NONE);
            if (shown.outcome() == Outcome.SUCCESS) {
                demonstrations.add(shown.episode());
            }
        }
        say("recorded %d demonstrations in %.0f CPU s", demonstrations.size(), cpuSeconds() - cpu);
        stillness(demonstrations);
        CriticConfig config = config();
        Path folder = Files.createTempDirectory("critic-probe");
        cpu = cpuSeconds();
        try (CriticTraining training = new CriticTraining(config, demonstrations, count("seed"))) {
            training.train(count("steps"), (step, loss) -> {
                if (step % 100 == 99) {
                    say("  step %d loss %.4f", step + 1, loss);
                }
            });
            training.export(folder);
        }
        say("trained %d steps in %.0f CPU s", count("steps"), cpuSeconds() - cpu);
        try (FrozenCritic critic = FrozenCritic.load(folder)) {
            measure(task, critic, config);
        }
    }

    /** How much neighbours, 0.2 s apart, differ while the expert works: what σ must lie below. */
    private void stillness(List<CriticEpisode> episodes) {
        double[] differences = episodes.stream()
                .limit(10)
                .flatMapToDouble(episode ->
                        IntStream.range(0, episode.last() - 1).mapToDouble(i -> episode.difference(i, i + 2)))
                .sorted()
                .toArray();
        say(
                "neighbours differ by %.4f (5 %%) %.4f (median) %.4f (95 %%)",
                differences[differences.length / 20],
                differences[differences.length / 2],
                differences[differences.length * 19 / 20]);
    }

    private void measure(Task task, FrozenCritic critic, CriticConfig config) throws IOException {
        DoneDetector detector = calibrated(task, critic, config);
        CriticReport report = new CriticReport();
        Map<Rollout.Fault, List<ValueOrder>> orders = new EnumMap<>(Rollout.Fault.class);
        List<Double> truths = new ArrayList<>();
        List<Watched> watched = new ArrayList<>();
        for (Map.Entry<Rollout.Fault, List<Rollout>> kind :
                rollouts(task, HELD_OUT_SEEDS).entrySet()) {
            for (Rollout rollout : kind.getValue()) {
                CriticScores scores = scores(critic, config, rollout);
                report.add(scores, rollout.episode().stages());
                watched.add(scores.watched(rollout.episode().hz(), HEADWAY));
                orders.computeIfAbsent(kind.getKey(), fault -> new ArrayList<>())
                        .add(scores.order());
                if (kind.getKey() == Rollout.Fault.NONE) {
                    truths.add(RankCorrelation.of(
                            scores.values(),
                            rollout.truth().stream().mapToDouble(x -> x).toArray()));
                }
            }
        }
        report.metrics(detector).forEach((name, value) -> say("  %-22s %.3f", name, value));
        say(
                "  %-22s %.3f",
                "truthSpearman", truths.stream().mapToDouble(x -> x).average().orElse(0));
        alarms(watched);
        double[] good = vocs(orders.getOrDefault(Rollout.Fault.NONE, List.of()));
        orders.forEach((fault, some) -> say(
                "  %-10s n %3d  VOC %.3f  NR %.3f  AUC %.3f",
                fault,
                some.size(),
                Arrays.stream(vocs(some)).average().orElse(0),
                some.stream().mapToDouble(ValueOrder::negativeRate).average().orElse(0),
                good.length == 0
                        ? Double.NaN
                        : AreaUnderRoc.of(good, vocs(some)).auc()));
    }

    private DoneDetector calibrated(Task task, FrozenCritic critic, CriticConfig config) throws IOException {
        List<DoneTrace> calibration = new ArrayList<>();
        rollouts(task, CALIBRATION_SEEDS)
                .values()
                .forEach(some -> some.forEach(
                        one -> calibration.add(scores(critic, config, one).doneTrace())));
        DoneDetector detector = DoneDetector.calibrate(calibration, config.doneFalsePositives());
        say("done detector: %s", detector);
        return detector;
    }

    private static void alarms(List<Watched> watched) {
        for (double budget : new double[] {60, 120, 240}) {
            AlarmValue value = AlarmValue.at(watched, budget, 1);
            say("  calls at a budget of %.0f an hour, 1 s before the end: %s", budget, value);
            say("    random: %s", AlarmValue.random(watched, value.callsPerHour(), 1, 2000, new SplittableRandom(1)));
        }
    }

    /** A fault that the task survives is no failure, and is left out. */
    private Map<Rollout.Fault, List<Rollout>> rollouts(Task task, long firstSeed) throws IOException {
        Map<Rollout.Fault, List<Rollout>> all = new EnumMap<>(Rollout.Fault.class);
        long seed = firstSeed;
        for (Rollout.Fault fault : Rollout.Fault.values()) {
            boolean good = fault == Rollout.Fault.NONE;
            List<Rollout> some = new ArrayList<>();
            for (int i = 0; i < (good ? count("heldOut") : count("each")); i++) {
                Rollout rollout = Rollout.of(task, seed++, fault);
                if (rollout.outcome() == (good ? Outcome.SUCCESS : Outcome.FAILURE)) {
                    some.add(rollout);
                }
            }
            all.put(fault, some);
        }
        return all;
    }

    private static CriticScores scores(FrozenCritic critic, CriticConfig config, Rollout rollout) {
        return CriticScores.of(
                critic, rollout.episode(), config.stride(rollout.episode().hz()));
    }

    private static double[] vocs(List<ValueOrder> orders) {
        return orders.stream().mapToDouble(ValueOrder::voc).toArray();
    }

    private CriticConfig config() {
        return new CriticConfig(
                new CriticSizes(64, 16, 32, 256, 96, 201, count("references")),
                12,
                0.001,
                3,
                0.2,
                Double.parseDouble(text("still")),
                0.05,
                Double.parseDouble(text("stride")),
                0,
                0,
                0.05,
                0.5,
                count("cores"));
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
