package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.RoundBench;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.plan.StudyPlan;
import dev.fleetrl.simulation.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetrl bench round}. */
@Command(
        name = "round",
        description = "Seconds of one whole round on two cores, by stage; its base is made first, and not counted.",
        mixinStandardHelpOptions = true)
final class BenchRoundCommand implements Callable<Integer> {
    private static final RoundBench.Sizes SMOKE = new RoundBench.Sizes(6, 10, 4, 10, 10, 10, 4);

    @Option(names = "--task", paramLabel = "T", description = "default: ${DEFAULT-VALUE}")
    private String task = "pick";

    @Option(names = "--smoke", description = "a tiny one: shows that it runs, and measures nothing")
    private boolean smoke;

    @Option(names = "--out", paramLabel = "DIR", description = "keeps the base; default: .fleetrl/bench-round-TASK")
    private @Nullable Path out;

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Override
    public Integer call() throws Exception {
        TaskId id = checked();
        String name = "bench-round-" + (smoke ? "smoke-" : "") + task;
        Path folder = Files.createDirectories(out == null ? Path.of(".fleetrl", name) : out);
        return output.figures(
                "round",
                () -> new RoundBench(folder.toAbsolutePath(), id, smoke ? SMOKE : full(), System.out::println).run());
    }

    /** The base of the task's study; a round as the claim about its time has it. */
    private RoundBench.Sizes full() {
        Sizes study = StudyPlan.of(task, StudyPlan.Preset.HEADLINE).sizes();
        return new RoundBench.Sizes(study.demonstrations(), study.baseSteps(), 300, study.valueSteps(), 600, 2500, 200);
    }

    private TaskId checked() {
        try {
            return Tasks.byId(new TaskId(task)).id();
        } catch (IllegalArgumentException unknown) {
            throw new UserError(String.valueOf(unknown.getMessage()), unknown);
        }
    }
}
