package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.bench.Benches;
import dev.fleetrl.local.bench.Machine;
import dev.fleetrl.local.study.LatencyBench;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.plan.StudyPlan;
import dev.fleetrl.simulation.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl bench latency}. */
@Command(
        name = "latency",
        description =
                "What 0, 100 and 200 ms of network cost a policy that is waited for, changed over to as it comes, or"
                        + " continued (real-time chunking); its base is trained first.",
        mixinStandardHelpOptions = true)
final class LatencyCommand implements Callable<Integer> {
    @Option(names = "--task", paramLabel = "T", description = "default: ${DEFAULT-VALUE}")
    private String task = "insert";

    @Option(names = "--base-steps", paramLabel = "N", description = "of the base; default: as in the task's study")
    private @Nullable Integer baseSteps;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "held-out starts of each case; default: ${DEFAULT-VALUE}")
    private int starts = 400;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "keeps what is done; default: .fleetrl/bench-latency-TASK")
    private @Nullable Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        LatencyBench.Sizes sizes = checked();
        Optional<JsonFile> file = Optional.ofNullable(json).map(JsonFile::new);
        Path folder = Files.createDirectories(out == null ? Path.of(".fleetrl", "bench-latency-" + task) : out);
        Machine before = Machine.here();
        List<Figure> figures = new LatencyBench(
                        folder.toAbsolutePath(), new TaskId(task), sizes, Benches.commit(), System.out::println)
                .run();
        BenchReport report = new BenchReport("latency", Benches.commit(), before, figures);
        System.out.print(report.table());
        file.ifPresent(f -> f.write(report));
        return 0;
    }

    private LatencyBench.Sizes checked() {
        try {
            Sizes study = StudyPlan.of(Tasks.byId(new TaskId(task)).id().value(), StudyPlan.Preset.HEADLINE)
                    .sizes();
            int steps = baseSteps == null ? study.baseSteps() : baseSteps;
            if (steps < 1 || starts < 2) {
                throw new UserError("--base-steps must be at least 1, and --starts at least 2");
            }
            return new LatencyBench.Sizes(study.demonstrations(), steps, starts);
        } catch (IllegalArgumentException unknown) {
            throw new UserError(String.valueOf(unknown.getMessage()), unknown);
        }
    }
}
