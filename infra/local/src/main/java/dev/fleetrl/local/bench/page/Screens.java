package dev.fleetrl.local.bench.page;

import dev.fleetrl.local.UserError;
import dev.fleetrl.local.site.LocalSite;
import dev.fleetrl.local.site.SiteClient;
import dev.fleetrl.local.site.SiteSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Pictures of every screen of the page, each looked at by axe-core. */
public final class Screens {
    private static final int ROBOTS = 4;
    private static final long POLL_MILLIS = 500;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final String ROBOT = "robot-1";

    private Screens() {}

    /** Of a site of its own, whose robots demonstrate. */
    public static void ofDemonstrations(Path data, Path pictures, Consumer<String> progress)
            throws InterruptedException {
        Browser browser = new Browser(progress);
        SiteSettings settings = new SiteSettings(
                data,
                ROBOTS,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                "pick",
                SiteSettings.ArmKind.SIMULATED,
                Optional.empty());
        try (LocalSite site = LocalSite.start(settings, progress, progress)) {
            TeleopBench.demonstrate(site);
            progress.accept("waiting for an episode");
            awaitEpisode(new SiteClient(site.url()));
            picture(browser, site.url(), ROBOT, pictures);
        }
    }

    /** Of a site that runs: its robot is taken over for a moment, handed back, and goes on. */
    public static void ofSite(URI site, String robot, Path pictures, Consumer<String> progress)
            throws InterruptedException {
        Browser browser = new Browser(progress);
        if (!hasEpisode(new SiteClient(site))) {
            throw new UserError("the site at " + site + " has no episode to show yet");
        }
        picture(browser, site, robot, pictures);
    }

    private static void picture(Browser browser, URI site, String robot, Path pictures) throws InterruptedException {
        var unused = browser.run(
                "e2e/screens.mjs",
                site.toString(),
                robot,
                pictures.toAbsolutePath().toString());
    }

    private static void awaitEpisode(SiteClient client) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!hasEpisode(client)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no episode was finished within three minutes");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static boolean hasEpisode(SiteClient client) {
        return !client.get("episodes").path("episodes").isEmpty();
    }
}
