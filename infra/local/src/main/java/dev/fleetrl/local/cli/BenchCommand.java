package dev.fleetrl.local.cli;

import picocli.CommandLine.Command;

@Command(name = "bench", description = "Measures.", mixinStandardHelpOptions = true)
final class BenchCommand implements Runnable {
    @Override
    public void run() {}
}
