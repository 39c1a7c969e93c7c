package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.bench.Benches;
import dev.fleetrl.local.bench.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a benchmark's report goes: a table for people, and a file with {@code --json}. */
final class BenchOutput {
    @Option(names = "--json", paramLabel = "FILE", description = "write the report there")
    private @Nullable Path json;

    /** A file that cannot be written is refused before anything is measured. */
    int report(Callable<BenchReport> measured) throws Exception {
        Optional<JsonFile> file = Optional.ofNullable(json).map(JsonFile::new);
        BenchReport report = measured.call();
        System.out.print(report.table());
        file.ifPresent(f -> f.write(report));
        return 0;
    }

    int figures(String bench, Callable<List<Figure>> measured) throws Exception {
        return report(() -> {
            Machine before = Machine.here();
            return new BenchReport(bench, Benches.commit(), before, measured.call());
        });
    }

    static void requireWithin(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new UserError(option + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
