package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.controller.allocation.CollectionProgress;
import dev.fleetrl.controller.fleet.FleetState;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.controller.registry.RoundView;
import dev.fleetrl.controller.retrain.SnapshotFolder;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.FileTree;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.value.function.ValueFunctionConfig;
import dev.fleetrl.value.service.RoundLabelling;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A site over a data folder, laid out as in life. What was asked for before is not done again; what was cut off in the middle
 * is done anew from its beginning and comes out the same, bit for bit.
 *
 * <p>One thread at a time. Two sites over one folder may collect different collections at once, and nothing else.
 */
public final class VirtualSite implements AutoCloseable {
    private final Path data;
    private final SiteSettings settings;
    private final Watcher watcher;
    private final String commit;
    private final EpisodeStore episodes;
    private final RoundLabelling labelling;
    private final SnapshotStore snapshots;
    private final PolicyStore policies;
    private final InProcessPolicies serving;
    private final InProcessModels models;

    private VirtualSite(Path data, SiteSettings settings, ValueFunctionConfig value, Watcher watcher, String commit)
            throws IOException {
        this.data = data;
        this.commit = commit;
        this.settings = settings;
        this.watcher = watcher;
        episodes = EpisodeStore.open(data.resolve("episodes"));
        labelling = RoundLabelling.in(data, value, ValueReference.criticWithThreads(settings.threads()));
        snapshots = SnapshotStore.open(data.resolve("snapshots"));
        policies = PolicyStore.open(data.resolve("policies"));
        serving = new InProcessPolicies(policies);
        models = new InProcessModels(data, labelling, settings.threads(), watcher);
    }

    /**
     * Goes on from whatever the folder holds.
     *
     * @param value with the number of threads that the settings say, or the bits differ from machine to machine
     */
    public static VirtualSite open(Path data, SiteSettings settings, ValueFunctionConfig value, Watcher watcher)
            throws IOException {
        return open(data, settings, value, watcher, "unknown");
    }

    /**
     * The same, for results that are to be told where they come from.
     *
     * @param commit of the sources that run; kept with whatever is done anew
     */
    public static VirtualSite open(
            Path data, SiteSettings settings, ValueFunctionConfig value, Watcher watcher, String commit)
            throws IOException {
        return new VirtualSite(data, settings, value, watcher, commit);
    }

    /** Runs the fleet until every seed has its verdict; a policy acts under this guidance. */
    public Collected collect(CollectionRequest request, Guidance guidance) throws IOException {
        if (request.pace() != 1) {
            throw new IllegalArgumentException(
                    "collection " + request.id() + ": virtual time knows no other pace than 1");
        }
        Path file = data.resolve("collections").resolve(request.id() + ".json");
        Optional<Collected> before = Records.find(file, Collected.class);
        if (before.isPresent()) {
            boolean isSame =
                    before.get().request().equals(request) && before.get().beta() == guidance.beta();
            return unlessOther(isSame, before.get(), "collection " + request.id());
        }
        Collected collected = run(request, guidance);
        Records.write(file, Collected.class, collected);
        return collected;
    }

    /** Labels where it is asked, trains and registers. Fails with the round's own reason. */
    public Made round(RoundRequest request) throws IOException {
        Path file = data.resolve("rounds").resolve(request.id() + ".json");
        Optional<Made> before = Records.find(file, Made.class);
        if (before.isPresent()) {
            return unlessOther(before.get().request().equals(request), before.get(), "round " + request.id());
        }
        Made made = run(request);
        Records.write(file, Made.class, made);
        return made;
    }

    /** A collection that is complete; none where it is not. */
    public Optional<Collected> collected(CollectionId id) throws IOException {
        return Records.find(data.resolve("collections").resolve(id + ".json"), Collected.class);
    }

    public EpisodeStore episodes() {
        return episodes;
    }

    private Collected run(CollectionRequest request, Guidance guidance) throws IOException {
        Cost started = Cost.now();
        Path spools = fresh(data.resolve("spools").resolve(request.id().value()));
        FileTree.delete(data.resolve("episodes").resolve(request.id().value()));
        try (SiteRun run = new SiteRun(episodes, new SnapshotFolder(snapshots, new Inline()), models, new Inline())) {
            if (request.driver() instanceof ActionSource.Policy policy) {
                run.recall(List.of(manifest(policy.version())), List.of());
            }
            run.begin();
            run.employ(settings, time -> serving.client(time, settings.answerMillis(), guidance), spools);
            run.ask(new FleetRequest.Collect(request, run.nowMillis()));
            run.untilNowAndThen(() -> run.state()
                    .allocation()
                    .collection(request.id(), run.nowMillis())
                    .filter(this::isComplete)
                    .isPresent());
            List<EpisodeManifest> bySeed = run.state().countedEpisodes().stream()
                    .sorted(Comparator.comparingLong(episode -> episode.plan().seed()))
                    .toList();
            return new Collected(request, guidance.beta(), bySeed, run.nowMillis() / 1e3, Cost.since(started), commit);
        } finally {
            FileTree.delete(spools);
        }
    }

    private boolean isComplete(CollectionProgress progress) {
        watcher.at(
                progress.request().id().value(),
                progress.judged(),
                progress.request().episodes());
        return progress.complete();
    }

    private Made run(RoundRequest request) throws IOException {
        Cost started = Cost.now();
        List<EpisodeManifest> sealed = new ArrayList<>();
        for (CollectionId id : request.collections()) {
            sealed.addAll(collected(id)
                    .orElseThrow(() -> new IOException("collection " + id + " is not complete; collect it first"))
                    .episodes());
        }
        List<PolicyManifest> known =
                request.parent().isPresent() ? List.of(manifest(request.parent().get())) : List.of();
        try (SiteRun run = new SiteRun(episodes, new SnapshotFolder(snapshots, new Inline()), models, new Inline())) {
            run.recall(known, sealed);
            run.begin();
            run.ask(new FleetRequest.Retrain(request, run.nowMillis()));
            run.until(() -> isOver(run.state(), request));
            RoundView round = run.state().rounds().round(request.id()).orElseThrow();
            if (round.failed().isPresent()) {
                throw new IOException(
                        "round " + request.id() + " failed: " + round.failed().get());
            }
            Optional<LabelRecord.Finished> labelled = run.state()
                    .labels()
                    .latest(new LabelRunId(request.id().value()))
                    .map(LabelRecord.Finished.class::cast);
            return new Made(request, manifest(request.version()), labelled, Cost.since(started), commit);
        }
    }

    private static boolean isOver(FleetState state, RoundRequest request) {
        return state.rounds()
                .round(request.id())
                .filter(round -> round.version().isPresent() || round.failed().isPresent())
                .isPresent();
    }

    private PolicyManifest manifest(PolicyVersion version) throws IOException {
        return policies.find(version)
                .orElseThrow(() -> new IOException("policy " + version + " is not trained; run its round first"));
    }

    private static <R> R unlessOther(boolean isSame, R found, String what) throws IOException {
        if (!isSame) {
            throw new IOException(what + " was done before with other settings; take another folder");
        }
        return found;
    }

    private static Path fresh(Path folder) throws IOException {
        FileTree.delete(folder);
        return Files.createDirectories(folder);
    }

    @Override
    public void close() {
        serving.close();
        labelling.close();
        episodes.close();
    }

    /** Files take no virtual time. */
    private static final class Inline implements Worker {
        @Override
        public <T> Future<T> call(Callable<T> work) {
            try {
                return Future.succeededFuture(work.call());
            } catch (Exception e) {
                return Future.failedFuture(e);
            }
        }
    }
}
