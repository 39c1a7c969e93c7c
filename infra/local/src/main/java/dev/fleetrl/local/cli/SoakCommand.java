package dev.fleetrl.local.cli;

import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.demo.ProgressLine;
import dev.fleetrl.local.soak.Soak;
import dev.fleetrl.local.soak.SoakReport;
import dev.fleetrl.local.soak.SoakRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetrl soak}. The launcher puts the tests on the class path for it. */
@Command(
        name = "soak",
        description =
                "Runs a simulation over many seeds and holds its invariants: fleet (robots, people and a controller, with faults), openpi"
                        + " (hostile clients of a policy server).",
        footer = "Ends with 1 where a seed did not hold, and says how to run that seed alone.",
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
    private static final int MOST_WORKERS = 64;
    private static final long MOST_SEEDS = 100_000_000L;

    @Parameters(paramLabel = "NAME", description = "fleet, openpi")
    private String name = "";

    @Option(names = "--seeds", paramLabel = "N", required = true, description = "how many")
    private long seeds;

    @Option(names = "--from", paramLabel = "S", description = "the first seed; default: ${DEFAULT-VALUE}")
    private long from;

    @Option(names = "--workers", paramLabel = "N", description = "seeds at a time; default: one a core")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--stop-at-failure", description = "begin no more seeds once one has failed")
    private boolean stopAtFailure;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        BenchOutput.requireWithin("--seeds", seeds, 1, MOST_SEEDS);
        BenchOutput.requireWithin("--from", from, 0, MOST_SEEDS);
        BenchOutput.requireWithin("--workers", workers, 1, MOST_WORKERS);
        Optional<JsonFile> file = Optional.ofNullable(json).map(JsonFile::new);
        SoakRun.Settings settings = new SoakRun.Settings(from, seeds, workers, stopAtFailure);
        SoakReport report = new SoakRun(soak(), settings, ProgressLine.onStandardOutput()).run();
        System.out.print(report.table());
        file.ifPresent(f -> f.write(report));
        return report.failures().isEmpty() ? 0 : 1;
    }

    private Soak soak() {
        List<Soak> all = ServiceLoader.load(Soak.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return all.stream()
                .filter(soak -> soak.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        all.isEmpty()
                                ? "no simulation is on the class path; run ./fleetrl soak from a checkout"
                                : "there is no soak '" + name + "'; choose one of "
                                        + all.stream().map(Soak::name).sorted().collect(Collectors.joining(", "))));
    }
}
