package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.bench.Benches;
import dev.fleetrl.local.bench.Machine;
import dev.fleetrl.local.study.StudyFolder;
import dev.fleetrl.local.study.SuitesBench;
import dev.fleetrl.local.study.plan.StudyPlan;
import dev.fleetrl.local.study.report.Generalisation;
import dev.fleetrl.simulation.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl bench suites}. */
@Command(
        name = "suites",
        description = "The start's and RECAP's success in scenes that nobody trained on, axis by axis. Resumable.",
        mixinStandardHelpOptions = true)
final class SuitesCommand implements Callable<Integer> {
    private static final int MOST_STARTS = 1000;
    private static final int MOST_WORKERS = 64;

    @Option(names = "--out", paramLabel = "DIR", description = "folder of a study by bench learning", required = true)
    private Path out = Path.of(".");

    @Option(names = "--task", paramLabel = "T", description = "default: ${DEFAULT-VALUE}")
    private String task = "pick";

    @Option(names = "--seed", paramLabel = "S", description = "of the study; default: ${DEFAULT-VALUE}")
    private int seed = (int) StudyPlan.FIRST_SEED;

    @Option(names = "--starts", paramLabel = "N", description = "of each policy and suite; default: ${DEFAULT-VALUE}")
    private int starts = 50;

    @Option(names = "--workers", paramLabel = "N", description = "processes of one thread; default: ${DEFAULT-VALUE}")
    private int workers = 2;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        check();
        Optional<JsonFile> file = Optional.ofNullable(json).map(JsonFile::new);
        Machine machine = Machine.here();
        StudyFolder study = StudyFolder.existing(out.toAbsolutePath(), task);
        String where = machine.cpu() + ", " + machine.cores() + " cores";
        Generalisation answer =
                new SuitesBench(study, task, seed, starts).run(workers, where, Benches.commit(), System.out::println);
        BenchReport report = new BenchReport("suites", Benches.commit(), machine, answer.figures());
        System.out.print(report.table());
        file.ifPresent(f -> f.write(report));
        String command =
                "./fleetrl bench suites --out " + out + " --task " + task + " --seed " + seed + " --starts " + starts;
        System.out.println("report: " + Files.writeString(study.suitesPage(answer), answer.page(command)));
        return 0;
    }

    private void check() {
        if (starts < 1 || starts > MOST_STARTS) {
            throw new UserError("--starts must be 1 to " + MOST_STARTS);
        }
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new UserError("--workers must be 1 to " + MOST_WORKERS);
        }
        if (seed < 1 || seed >= MOST_STARTS) {
            throw new UserError("--seed must be 1 to " + (MOST_STARTS - 1));
        }
        try {
            Tasks.byId(new TaskId(task));
        } catch (IllegalArgumentException unknown) {
            throw new UserError(String.valueOf(unknown.getMessage()), unknown);
        }
    }
}
