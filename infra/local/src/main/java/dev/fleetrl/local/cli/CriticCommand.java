package dev.fleetrl.local.cli;

import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.bench.Benches;
import dev.fleetrl.local.bench.Machine;
import dev.fleetrl.local.study.CriticBench;
import dev.fleetrl.local.study.StudyFolder;
import dev.fleetrl.local.study.plan.StudyPlan;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl bench critic}. */
@Command(
        name = "critic",
        description = "What the progress critic is worth on a study's own policies: order, done, calls for help.",
        mixinStandardHelpOptions = true)
final class CriticCommand implements Callable<Integer> {
    private static final int MOST_SEED = 1000;
    private static final int MOST_SEEDS = 100;

    @Option(names = "--out", paramLabel = "DIR", description = "folder of a study by bench learning", required = true)
    private Path out = Path.of(".");

    @Option(names = "--task", paramLabel = "T", description = "default: ${DEFAULT-VALUE}")
    private String task = "pick";

    @Option(names = "--seed", paramLabel = "S", description = "of the study, the first; default: ${DEFAULT-VALUE}")
    private int seed = (int) StudyPlan.FIRST_SEED;

    @Option(names = "--seeds", paramLabel = "N", description = "from it on; default: ${DEFAULT-VALUE}")
    private int seeds = 1;

    @Option(names = "--steps", paramLabel = "N", description = "of its training; default: ${DEFAULT-VALUE}")
    private int steps = 600;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new UserError("--seeds must be 1 to " + MOST_SEEDS);
        }
        if (seed < 1 || seed >= MOST_SEED) {
            throw new UserError("--seed must be 1 to " + (MOST_SEED - 1));
        }
        if (steps < 1) {
            throw new UserError("--steps must be at least 1");
        }
        Optional<JsonFile> file = Optional.ofNullable(json).map(JsonFile::new);
        StudyFolder study = StudyFolder.existing(out.toAbsolutePath(), task);
        CriticBench bench = new CriticBench(study, task, steps, System.out::println);
        BenchReport report = new BenchReport("critic", Benches.commit(), Machine.here(), bench.run(seed, seeds));
        System.out.print(report.table());
        file.ifPresent(f -> f.write(report));
        return 0;
    }
}
