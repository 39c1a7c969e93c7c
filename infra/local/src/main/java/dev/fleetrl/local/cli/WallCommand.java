package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.bench.Benches;
import dev.fleetrl.local.bench.Machine;
import dev.fleetrl.local.bench.page.WallBench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl bench wall}. */
@Command(
        name = "wall",
        description = "A wall of many robots in a browser: how busy its main thread is, and whether its memory grows.",
        mixinStandardHelpOptions = true)
final class WallCommand implements Callable<Integer> {
    private static final int MOST_ROBOTS = 1000;
    private static final int MOST_MINUTES = 600;

    @Option(names = "--robots", paramLabel = "N", description = "on the wall; default: ${DEFAULT-VALUE}")
    private int robots = 200;

    @Option(names = "--minutes", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
    private int minutes = 10;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        if (robots < 1 || robots > MOST_ROBOTS || minutes < 1 || minutes > MOST_MINUTES) {
            throw new UserError("--robots must be 1 to " + MOST_ROBOTS + ", and --minutes 1 to " + MOST_MINUTES);
        }
        Optional<JsonFile> file = Optional.ofNullable(json).map(JsonFile::new);
        Machine before = Machine.here();
        List<Figure> figures =
                WallBench.run(Files.createTempDirectory("fleetrl-bench"), robots, minutes, System.err::println);
        BenchReport report = new BenchReport("wall", Benches.commit(), before, figures);
        System.out.print(report.table());
        file.ifPresent(f -> f.write(report));
        return 0;
    }
}
