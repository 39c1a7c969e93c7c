package dev.fleetrl.value.service;

import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeLabels;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.TaskLabels;
import dev.fleetrl.value.function.ValueFunctionConfig;
import dev.fleetrl.value.function.ValueStore;
import dev.fleetrl.value.recap.JudgedEpisode;
import dev.fleetrl.value.recap.LabelRefused;
import dev.fleetrl.value.recap.LabelRun;
import dev.fleetrl.value.recap.NormalisedReturn;
import dev.fleetrl.value.recap.Readiness;
import dev.fleetrl.value.recap.ValuedEpisode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Labels a snapshot from the files: reads it, trains a value function on it and scores every step, or takes the values that
 * another run stored, and writes the side-cars.
 *
 * <p>Episodes that ended ABORTED or ABANDONED have no return and get no labels. Each task has its own normalisation and ε; one
 * value function, which sees the instruction, serves all.
 */
public final class SnapshotLabelling implements Labelling, AutoCloseable {
    private static final double NANOS_A_SECOND = 1e9;

    private final EpisodeStore episodes;
    private final LabelStore labels;
    private final TrainedValues trained;
    private final StoredValues stored;

    private SnapshotLabelling(EpisodeStore episodes, LabelStore labels, ValueStore values, ValueFunctionConfig config) {
        this.episodes = episodes;
        this.labels = labels;
        this.trained = new TrainedValues(values, config);
        this.stored = new StoredValues(labels);
    }

    /**
     * Labels what lies below a data folder, also without a service around it. One thread at a time; no other process may
     * label the same run.
     *
     * @param data the folder that the services share
     * @param config the value function's size and training
     */
    public static SnapshotLabelling in(Path data, ValueFunctionConfig config) throws IOException {
        return new SnapshotLabelling(
                EpisodeStore.open(data.resolve("episodes")),
                LabelStore.open(data.resolve("labels")),
                ValueStore.open(data.resolve("values")),
                config);
    }

    @Override
    public void close() {
        episodes.close();
        labels.close();
    }

    /**
     * A run whose side-cars lie there already is not computed again. Throws {@link LabelRefused} where they were asked for
     * otherwise.
     */
    @Override
    public LabelRecord.Finished label(LabelRequest request, Listener listener) throws IOException {
        Optional<LabelRunManifest> before = labels.find(request.run());
        before.ifPresent(manifest -> checkSame(request, manifest));
        LabelRunManifest manifest = before.isPresent() ? before.get() : compute(request, listener);
        return new LabelRecord.Finished(
                request.run(),
                manifest.epsilonByTask(),
                manifest.positiveBySource(),
                manifest.metrics(),
                manifest.flags(),
                manifest.seconds());
    }

    private static void checkSame(LabelRequest request, LabelRunManifest before) {
        boolean sameSnapshot = before.snapshot().equals(request.snapshot().id());
        if (!sameSnapshot || !before.settings().equals(request.settings())) {
            throw new LabelRefused("label run " + request.run() + " was made "
                    + (sameSnapshot ? "with other settings" : "of snapshot " + before.snapshot())
                    + "; name another run");
        }
    }

    private LabelRunManifest compute(LabelRequest request, Listener listener) throws IOException {
        long start = System.nanoTime();
        LabelSettings settings = request.settings();
        List<SealedEpisode> sealed = read(request, listener);
        List<JudgedEpisode> judged = sealed.stream().map(JudgedEpisode::of).toList();
        List<String> flags = new ArrayList<>();
        SortedMap<TaskId, NormalisedReturn> normalisations = normalisations(settings, judged, flags);
        Values values = settings.valuesOf().isPresent()
                ? stored.of(settings, judged, normalisations)
                : trained.of(request, sealed, judged, normalisations, listener);
        flags.addAll(values.flags());

        List<EpisodeLabels> written = new ArrayList<>();
        List<TaskLabels> tasks = new ArrayList<>();
        normalisations.forEach((task, returns) -> {
            LabelRun.Result result = new LabelRun(settings, returns).label(task, ofTask(task, values.episodes()));
            written.addAll(result.labels());
            tasks.add(result.task());
        });
        LabelRunManifest manifest = new LabelRunManifest(
                Schema.LABELS,
                request.run(),
                request.snapshot().id(),
                settings,
                values.run(),
                tasks,
                values.metrics(),
                flags,
                (System.nanoTime() - start) / NANOS_A_SECOND);
        labels.write(manifest, written);
        return manifest;
    }

    /** H_l is the task's time limit, whatever the episodes' lengths, so that it does not move from round to round (ADR 16). */
    private static SortedMap<TaskId, NormalisedReturn> normalisations(
            LabelSettings settings, List<JudgedEpisode> judged, List<String> flags) {
        SortedMap<TaskId, List<JudgedEpisode>> byTask = new TreeMap<>(Comparator.comparing(TaskId::value));
        judged.forEach(episode -> byTask.computeIfAbsent(episode.task(), task -> new ArrayList<>())
                .add(episode));
        SortedMap<TaskId, NormalisedReturn> normalisations = new TreeMap<>(byTask.comparator());
        byTask.forEach((task, own) -> {
            flags.addAll(Readiness.check(settings, task, own));
            int limit =
                    own.stream().mapToInt(JudgedEpisode::timeLimitSteps).max().orElseThrow();
            normalisations.put(task, NormalisedReturn.of(limit, settings.failureCost()));
        });
        return normalisations;
    }

    private static List<ValuedEpisode> ofTask(TaskId task, List<ValuedEpisode> all) {
        return all.stream()
                .filter(valued -> valued.episode().task().equals(task))
                .toList();
    }

    private List<SealedEpisode> read(LabelRequest request, Listener listener) throws IOException {
        Snapshot snapshot = request.snapshot();
        boolean withPictures = request.settings().valuesOf().isEmpty();
        List<SealedEpisode> judged = new ArrayList<>();
        int done = 0;
        for (Snapshot.Entry entry : snapshot.episodes()) {
            SealedEpisode episode = withPictures ? episodes.read(entry) : episodes.readWithoutPictures(entry);
            Outcome outcome = episode.manifest().ending().outcome();
            boolean hasVerdict = outcome == Outcome.SUCCESS || outcome == Outcome.FAILURE;
            if (hasVerdict && !episode.steps().isEmpty()) {
                judged.add(episode);
            }
            listener.at("reading", ++done, snapshot.episodes().size());
        }
        if (judged.isEmpty()) {
            throw new IOException("snapshot " + snapshot.id()
                    + " has no episode that ended in success or failure; collect some first");
        }
        return judged;
    }

    /**
     * Values of the judged episodes, in their order.
     *
     * @param run whose value function it was
     */
    record Values(LabelRunId run, List<ValuedEpisode> episodes, Map<String, Double> metrics, List<String> flags) {}
}
