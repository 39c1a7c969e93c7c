package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.bench.Benches;
import dev.fleetrl.local.bench.Machine;
import dev.fleetrl.local.bench.page.TeleopBench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl bench teleop}. */
@Command(
        name = "teleop",
        description =
                "How old a picture is when the page shows it, and how soon an arm is sent where a finger on the pad asks.",
        mixinStandardHelpOptions = true)
final class TeleopCommand implements Callable<Integer> {
    @Option(names = "--presses", paramLabel = "N", description = "of a pad; default: ${DEFAULT-VALUE}")
    private int presses = 200;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        if (presses < 1) {
            throw new UserError("--presses must be at least 1");
        }
        Optional<JsonFile> file = Optional.ofNullable(json).map(JsonFile::new);
        Machine before = Machine.here();
        List<Figure> figures =
                TeleopBench.run(Files.createTempDirectory("fleetrl-bench"), presses, System.err::println);
        BenchReport report = new BenchReport("teleop", Benches.commit(), before, figures);
        System.out.print(report.table());
        file.ifPresent(f -> f.write(report));
        return 0;
    }
}
