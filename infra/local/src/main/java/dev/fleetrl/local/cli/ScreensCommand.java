package dev.fleetrl.local.cli;

import dev.fleetrl.local.bench.page.Screens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetrl screens}. */
@Command(
        name = "screens",
        description =
                "Makes pictures of every screen of the page, and looks for what keeps people out of it (axe-core).",
        mixinStandardHelpOptions = true)
final class ScreensCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "where the pictures go")
    private Path folder = Path.of("");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "of a site that runs; without it one is started, and ends again")
    private @Nullable URI url;

    @Option(names = "--robot", paramLabel = "ID", description = "with --url, in the cockpit; default: ${DEFAULT-VALUE}")
    private String robot = "robot-1";

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (url == null) {
            Path data = Files.createTempDirectory("fleetrl-screens").resolve("site");
            Screens.ofDemonstrations(data, folder, System.out::println);
        } else {
            Screens.ofSite(url, robot, folder, System.out::println);
        }
        return 0;
    }
}
