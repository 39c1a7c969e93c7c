package dev.fleetrl.local.cli;

import dev.fleetrl.local.Home;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.site.AgentPackage;
import dev.fleetrl.robot.AgentDoctor;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetrl agent doctor|package}. */
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
                    int seconds)
            throws IOException, InterruptedException {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new UserError("--seconds must be 1 to " + MOST_SECONDS);
        }
        try {
            if (AgentDoctor.print(config, seconds, System.out) > 0) {
                throw new UserError("the doctor complains, see above");
            }
        } catch (IllegalArgumentException unusable) {
            throw new UserError(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    /** What a robot's computer is given. */
    @Command(
            name = "package",
            description =
                    "Writes a Debian package of the agent, for a robot's computer: x86-64 or arm64, without simulation.",
            mixinStandardHelpOptions = true)
    void pack(
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            defaultValue = "fleetrl-robot-agent.deb",
                            description = "default: ${DEFAULT-VALUE}")
                    Path out)
            throws IOException, InterruptedException {
        Path home = Home.folder();
        System.out.println(
                new AgentPackage(home).write(out) + "; on the robot: apt-get install ./" + out.getFileName());
    }
}
