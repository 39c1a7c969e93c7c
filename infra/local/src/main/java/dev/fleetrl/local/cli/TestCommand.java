package dev.fleetrl.local.cli;

import dev.fleetrl.local.UserError;
import picocli.CommandLine.Command;

/** Listed so that {@code --help} is whole; the launcher itself runs it, because it builds first. */
@Command(name = "test", description = "Builds everything and passes all tests.", mixinStandardHelpOptions = true)
final class TestCommand implements Runnable {
    @Override
    public void run() {
        throw new UserError("'test' is run by the launcher: ./fleetrl test");
    }
}
