package dev.fleetrl.local.cli;

import dev.fleetrl.local.UserError;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code ./fleetrl}. Exit codes: 0 done, 1 our fault, 2 the caller can mend it. */
@Command(
        name = "fleetrl",
        mixinStandardHelpOptions = true,
        version = "fleetrl 0.1.0",
        description = "Real-world reinforcement learning on fleets of robots, with human corrections.",
        footer = {
            "",
            "Start here:  ./fleetrl demo --quick     the whole story in five minutes",
            "             ./fleetrl test             all tests"
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            SimRos2Command.class,
            AgentCommand.class,
            CertificateCommand.class,
            PeopleCommand.class,
            TestCommand.class,
            RobotCommand.class,
            EpisodeCommand.class,
            RoundCommand.class,
            PolicyCommand.class,
            RolloutCommand.class,
            LabelRunCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            SoakCommand.class,
            ScreensCommand.class
        })
public final class FleetRl implements Runnable {
    static final int CALLER_CAN_MEND = 2;

    private FleetRl() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new FleetRl())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(FleetRl::refuse)
                .setExecutionExceptionHandler(FleetRl::explain);
    }

    @Override
    public void run() {
        commandLine().usage(System.out);
    }

    /** One line for what was typed wrong, with the nearest right thing where there is one. */
    private static int refuse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("fleetrl: " + firstLine(String.valueOf(wrong.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName(" ") + " --help'.");
        return CALLER_CAN_MEND;
    }

    private static int explain(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
        Throwable cause = thrown;
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof UserError) {
                cause = t;
            }
        }
        command.getErr().println("fleetrl: " + firstLine(String.valueOf(cause.getMessage())));
        if (cause instanceof UserError) {
            return CALLER_CAN_MEND;
        }
        thrown.printStackTrace(command.getErr());
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
