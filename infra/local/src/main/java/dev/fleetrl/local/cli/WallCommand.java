package dev.fleetrl.local.cli;

import dev.fleetrl.local.bench.page.WallBench;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Override
    public Integer call() throws Exception {
        BenchOutput.requireWithin("--robots", robots, 1, MOST_ROBOTS);
        BenchOutput.requireWithin("--minutes", minutes, 1, MOST_MINUTES);
        return output.figures(
                "wall",
                () -> WallBench.run(Files.createTempDirectory("fleetrl-bench"), robots, minutes, System.err::println));
    }
}
