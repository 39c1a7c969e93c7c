package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.bench.Benches;
import dev.fleetrl.local.bench.Machine;
import dev.fleetrl.policy.bench.SwapBench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl bench swap}. */
@Command(
        name = "swap",
        description =
                "Policy versions that follow one another while robots ask: failed requests, mixed episodes, memory.",
        mixinStandardHelpOptions = true)
final class SwapCommand implements Callable<Integer> {
    private static final int MOST_SWAPS = 10_000;
    private static final int MOST_ROBOTS = 1000;

    @Option(names = "--swaps", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
    private int swaps = 200;

    @Option(names = "--robots", paramLabel = "N", description = "that ask back to back; default: ${DEFAULT-VALUE}")
    private int robots = 16;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        if (robots < 1 || robots > MOST_ROBOTS || swaps < 1 || swaps > MOST_SWAPS) {
            throw new UserError("--robots must be 1 to " + MOST_ROBOTS + ", and --swaps 1 to " + MOST_SWAPS);
        }
        Optional<JsonFile> file = Optional.ofNullable(json).map(JsonFile::new);
        Machine before = Machine.here();
        List<Figure> figures =
                SwapBench.run(Files.createTempDirectory("fleetrl-bench"), swaps, robots, System.err::println);
        BenchReport report = new BenchReport("swap", Benches.commit(), before, figures);
        System.out.print(report.table());
        file.ifPresent(f -> f.write(report));
        return 0;
    }
}
