package dev.fleetrl.local.cli;

import dev.fleetrl.policy.bench.SwapBench;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Override
    public Integer call() throws Exception {
        BenchOutput.requireWithin("--robots", robots, 1, MOST_ROBOTS);
        BenchOutput.requireWithin("--swaps", swaps, 1, MOST_SWAPS);
        return output.figures(
                "swap",
                () -> SwapBench.run(Files.createTempDirectory("fleetrl-bench"), swaps, robots, System.err::println));
    }
}
