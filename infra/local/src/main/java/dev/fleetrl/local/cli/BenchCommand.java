package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.bench.Benches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetrl bench}. */
@Command(
        name = "bench",
        description = "Measures: sim (physics and cameras), serving (inference), training (one step).",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "sim, serving or training")
    private String name = "";

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        BenchReport report = Benches.run(name);
        System.out.print(report.table());
        if (json != null) {
            write(json, report);
        }
        return 0;
    }

    private static void write(Path file, BenchReport report) {
        try {
            new ObjectMapper()
                    .registerModule(new Jdk8Module())
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(file.toFile(), report);
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
