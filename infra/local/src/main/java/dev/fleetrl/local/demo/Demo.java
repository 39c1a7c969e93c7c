package dev.fleetrl.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.cli.SiteClient;
import dev.fleetrl.local.site.LocalSite;
import dev.fleetrl.local.site.SiteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code ./fleetrl demo}: a site, the story on it, and the table that came out. */
public final class Demo {
    private final SiteSettings settings;
    private final DemoPlan plan;
    private final long seed;
    private final boolean quick;
    private final Optional<Path> json;
    private final ProgressLine progress =
            new ProgressLine(System.out, System.getenv("FLEETRL_TERMINAL") != null, System::nanoTime);

    public Demo(SiteSettings settings, DemoPlan plan, long seed, boolean quick, Optional<Path> json) {
        this.settings = settings;
        this.plan = plan;
        this.seed = seed;
        this.quick = quick;
        this.json = json;
        json.ifPresent(Demo::checkWritable);
    }

    /** Runs it; what is already done in the data folder is not done again. */
    public void run() {
        new DemoMark(settings.task(), seed, plan).leaveIn(settings.data());
        progress.note("task '" + settings.task() + "', " + settings.robots() + " robots, seed " + seed + ", data in "
                + settings.data());
        progress.begin("start the site");
        try (LocalSite site = LocalSite.start(settings, what -> progress.at(0, what, -1))) {
            progress.done("watch it, and take over a robot, at " + site.url());
            SiteClient client = new SiteClient(site.url());
            DemoStory story = new DemoStory(new Waiting(client, progress), plan, new TaskId(settings.task()), seed);
            List<PolicyVersion> versions = story.tell();
            report(VersionRows.of(client.get("metrics/throughput"), settings.task(), versions));
        }
    }

    private void report(List<VersionRow> rows) {
        progress.note("");
        progress.note(VersionTable.of(rows));
        if (quick) {
            progress.note("--quick shows the way and measures little: see the width of the intervals.");
        }
        progress.note("'v1-control' is the matched control: the same extra steps on demonstrations only.");
        progress.note("The data and the page of this run: ./fleetrl up --data " + settings.data());
        json.ifPresent(file -> write(file, rows));
    }

    private static void write(Path file, List<VersionRow> rows) {
        try {
            new ObjectMapper()
                    .registerModule(new Jdk8Module())
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(file.toFile(), rows);
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Found out before the run, not after it. */
    private static void checkWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new UserError("cannot write the table to " + file + "; name a file in a folder that exists");
        }
    }
}
