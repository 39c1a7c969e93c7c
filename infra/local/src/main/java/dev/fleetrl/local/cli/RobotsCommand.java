package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.bench.Benches;
import dev.fleetrl.local.bench.Machine;
import dev.fleetrl.policy.bench.RobotsBench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl bench robots}. */
@Command(
        name = "robots",
        description =
                "A fleet that asks a policy server once a second: answered or refused in time, and the memory of the server.",
        mixinStandardHelpOptions = true)
final class RobotsCommand implements Callable<Integer> {
    private static final int MOST_MINUTES = 600;
    private static final int MOST_ROBOTS = 10_000;

    @Option(names = "--minutes", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
    private int minutes = 10;

    @Option(names = "--robots", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
    private int robots = 1000;

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
                RobotsBench.run(Files.createTempDirectory("fleetrl-bench"), robots, minutes, System.err::println);
        BenchReport report = new BenchReport("robots", Benches.commit(), before, figures);
        System.out.print(report.table());
        file.ifPresent(f -> f.write(report));
        return 0;
    }
}
