package dev.fleetrl.local.demo;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.local.JsonFile;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.effort.OperatorWork;
import dev.fleetrl.local.site.LocalSite;
import dev.fleetrl.local.site.SiteClient;
import dev.fleetrl.local.site.SiteSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ./fleetrl demo}: a site, the story on it, and the table that came out. */
public final class Demo {
    private final SiteSettings settings;
    private final DemoPlan plan;
    private final long seed;
    private final boolean quick;
    private final Optional<JsonFile> json;
    private final ProgressLine progress = ProgressLine.onStandardOutput();

    public Demo(SiteSettings settings, DemoPlan plan, long seed, boolean quick, Optional<Path> json) {
        this.settings = settings;
        this.plan = plan;
        this.seed = seed;
        this.quick = quick;
        this.json = json.map(JsonFile::new);
    }

    /** Runs it; what is already done in the data folder is not done again. */
    public void run() {
        DemoMark mark = new DemoMark(settings.task(), seed, plan, DemoMark.STORY);
        mark.check(settings.data());
        progress.note("task '" + settings.task() + "', " + settings.robots() + " robots, seed " + seed + ", data in "
                + settings.data());
        progress.begin("start the site");
        try (LocalSite site = LocalSite.start(settings, what -> progress.at(0, what, -1), progress::note)) {
            progress.done("watch it, and take over a robot, at " + site.url());
            SiteClient client = new SiteClient(site.url());
            Waiting waiting = new Waiting(client, progress, () -> hopeless(site));
            mark.leaveIn(settings.data(), () -> waiting.answer(() -> client.get("collections")));
            DemoStory story = new DemoStory(waiting, this::work, plan, new TaskId(settings.task()), seed);
            List<PolicyVersion> versions = story.tell();
            List<VersionRow> rows = new ArrayList<>(VersionRows.of(
                    waiting.answer(() -> client.get("metrics", "throughput")), settings.task(), versions));
            story.pushBad()
                    .map(rollout -> VersionRows.ofRollout(rollout, "sft"))
                    .ifPresent(rows::add);
            report(rows);
        }
    }

    private OperatorWork work(CollectionId collection) {
        try (EpisodeStore store = EpisodeStore.open(settings.data().resolve("episodes"))) {
            EpisodeStore.Listing listing = store.list();
            if (!listing.unreadable().isEmpty()) {
                throw new UserError(String.valueOf(listing.unreadable().get(0).getMessage()));
            }
            List<EpisodeManifest> episodes = listing.episodes().stream()
                    .filter(episode -> episode.plan().collection().equals(collection))
                    .toList();
            return OperatorWork.of(
                    episodes,
                    episode -> store.readWithoutPictures(Snapshot.Entry.of(episode))
                            .steps());
        } catch (IOException e) {
            throw new UserError("cannot read the episodes in " + settings.data() + ": " + e.getMessage(), e);
        }
    }

    private Optional<String> hopeless(LocalSite site) {
        String goOn = "go on with the same command and --out " + settings.data();
        return site.isStopping()
                ? Optional.of("interrupted; " + goOn)
                : site.abandoned()
                        .map(name -> name + " dies again and again; see "
                                + settings.data().resolve("logs") + ", then " + goOn);
    }

    private void report(List<VersionRow> rows) {
        progress.note("");
        progress.note(VersionTable.of(rows));
        rows.stream()
                .filter(row -> row.assisted() > 0)
                .forEach(row -> progress.note("A person took over in " + row.assisted() + " evaluation episodes of "
                        + row.version() + ": they count as failures."));
        rows.forEach(row -> row.rollout()
                .ifPresent(end -> progress.note("'" + row.version() + "' was trained for too few steps on purpose and"
                        + " pushed; its rollout, beside v1 on the same robots: " + end)));
        if (quick) {
            progress.note("--quick shows the way and measures little: see the width of the intervals.");
        }
        progress.note("'v1-control-steps' had the same extra steps on the same demonstrations;"
                + " 'v1-control-demos' also what people could have demonstrated in the time that practice cost them.");
        progress.note("Interventions and corrections are of practice; '-' stands where a version did not practise.");
        progress.note("The data and the page of this run: ./fleetrl up --task " + settings.task() + " --data "
                + settings.data()
                + settings.mqtt().map(url -> " --mqtt " + url).orElse("")
                + settings.kafka().map(url -> " --kafka " + url).orElse(""));
        json.ifPresent(file -> file.write(rows));
    }
}
