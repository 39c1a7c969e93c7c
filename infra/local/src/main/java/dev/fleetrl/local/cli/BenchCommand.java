package dev.fleetrl.local.cli;

import dev.fleetrl.local.bench.Benches;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetrl bench}. */
@Command(
        name = "bench",
        description =
                "Measures: sim (physics and cameras), serving (batching, for 1 to 64 robots; minutes), training (one step), control (an agent's loop and how soon it hears), virtual (a site in virtual time), allocation (few people, many robots), rollout (what a canary decides); swap (policy versions under load; minutes) and robots (a thousand at one server; minutes); teleop and wall (the page, in a browser; minutes); round (minutes); latency (half an hour); learning, plateau, suites and critic (hours).",
        mixinStandardHelpOptions = true,
        subcommands = {
            LearningCommand.class,
            PlateauCommand.class,
            BenchRoundCommand.class,
            LatencyCommand.class,
            SuitesCommand.class,
            CriticCommand.class,
            TeleopCommand.class,
            WallCommand.class,
            SwapCommand.class,
            RobotsCommand.class
        })
final class BenchCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "sim, serving, training, control, virtual, allocation or rollout")
    private String name = "";

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Override
    public Integer call() throws Exception {
        return output.report(() -> Benches.run(name));
    }
}
