package dev.fleetrl.local.cli;

import dev.fleetrl.policy.bench.RobotsBench;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Override
    public Integer call() throws Exception {
        BenchOutput.requireWithin("--robots", robots, 1, MOST_ROBOTS);
        BenchOutput.requireWithin("--minutes", minutes, 1, MOST_MINUTES);
        return output.figures(
                "robots",
                () -> RobotsBench.run(
                        Files.createTempDirectory("fleetrl-bench"), robots, minutes, System.err::println));
    }
}
