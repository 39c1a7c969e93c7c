package dev.fleetrl.local.cli;

import dev.fleetrl.local.UserError;
import dev.fleetrl.robot.AgentDoctor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetrl agent doctor}. */
@Command(name = "agent", description = "On the robot's own computer.", mixinStandardHelpOptions = true)
final class AgentCommand {
    private static final int MOST_SECONDS = 600;

    /** The configuration is the one that the agent itself is given. */
    @Command(
            name = "doctor",
            description =
                    "Looks over disk, broker, policy server, joints, cameras and controllers before anything moves. Moves nothing.",
            mixinStandardHelpOptions = true)
    void doctor(
            @Parameters(paramLabel = "CONFIG", description = "such as robot-agent.yaml") Path config,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "5",
                            description = "listens for so long (default: ${DEFAULT-VALUE})")
                    int seconds,
            @Option(
                            names = "--pictures",
                            paramLabel = "DIR",
                            defaultValue = "doctor",
                            description = "leaves a picture of each camera there (default: ${DEFAULT-VALUE})")
                    Path pictures)
            throws IOException, InterruptedException {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new UserError("--seconds must be 1 to " + MOST_SECONDS);
        }
        AtomicInteger complaints = new AtomicInteger();
        try {
            AgentDoctor.examine(config, pictures, seconds, found -> {
                complaints.addAndGet(found.isWell() ? 0 : 1);
                System.out.println((found.isWell() ? "  " : "  ! ") + found.words());
            });
        } catch (IllegalArgumentException unusable) {
            throw new UserError(String.valueOf(unusable.getMessage()), unusable);
        }
        if (complaints.get() > 0) {
            throw new UserError(complaints + " complaint(s), see above; nothing was moved");
        }
        System.out.println("all is well; nothing was moved");
    }
}
