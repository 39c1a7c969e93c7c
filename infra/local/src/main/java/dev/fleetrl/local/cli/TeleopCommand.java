package dev.fleetrl.local.cli;

import dev.fleetrl.local.bench.page.TeleopBench;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetrl bench teleop}. */
@Command(
        name = "teleop",
        description =
                "How old a picture is when the page shows it, and how soon an arm is sent where a finger on the pad asks.",
        mixinStandardHelpOptions = true)
final class TeleopCommand implements Callable<Integer> {
    private static final int MOST_PRESSES = 100_000;

    @Option(names = "--presses", paramLabel = "N", description = "of a pad; default: ${DEFAULT-VALUE}")
    private int presses = 200;

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Override
    public Integer call() throws Exception {
        BenchOutput.requireWithin("--presses", presses, 1, MOST_PRESSES);
        return output.figures(
                "teleop",
                () -> TeleopBench.run(Files.createTempDirectory("fleetrl-bench"), presses, System.err::println));
    }
}
