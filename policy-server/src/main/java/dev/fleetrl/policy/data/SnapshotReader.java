package dev.fleetrl.policy.data;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.learning.FrameCodec;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationSet;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.policy.chunk.Acted;
import dev.fleetrl.policy.chunk.Handovers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** Reads what a snapshot names, and nothing else, into memory. */
public final class SnapshotReader {
    private SnapshotReader() {}

    /**
     * What a snapshot holds.
     *
     * @param cameras in the order of the steps' frames
     * @param instructions all that were given
     */
    public record Contents(TrainingSet set, List<String> cameras, int actionSize, List<String> instructions) {}

    /**
     * What a label run left beside the episodes.
     *
     * @param filtered whether steps are left out that the run's progress critic masked
     */
    public record Sidecars(Optional<LabelRunId> labelRun, boolean filtered) {
        public static final Sidecars NONE = new Sidecars(Optional.empty(), false);

        public Sidecars {
            if (filtered && labelRun.isEmpty()) {
                throw new IllegalArgumentException(
                        "setting 'progressFilter' asks a progress critic, and the job names no label"
                                + " run; ask for labels with criticSteps, or for no filter");
            }
        }

        static Sidecars labels(String run) {
            return new Sidecars(Optional.of(new LabelRunId(run)), false);
        }
    }

    /**
     * All but the demonstrations that failed: a demonstration is imitated because it is known to be good. Fails with one
     * clear line where an episode is missing, damaged, or of another robot's cameras or sizes.
     *
     * @param sidecars what is read beside it
     * @param order of the collections, oldest first: each run of a simulated site begins at time zero, so that no clock says
     *     which practice is the newest
     */
    public static Contents read(Path data, Snapshot snapshot, Sidecars sidecars, List<CollectionId> order)
            throws IOException {
        try (EpisodeStore episodes = EpisodeStore.open(data.resolve("episodes"));
                LabelStore store = LabelStore.open(data.resolve("labels"));
                ProgressStore watched = ProgressStore.open(data.resolve("progress"))) {
            Optional<LabelRunId> run = sidecars.labelRun();
            Optional<RunLabels> labels =
                    run.isPresent() ? Optional.of(RunLabels.open(store, run.get())) : Optional.empty();
            Optional<RunProgress> filter =
                    sidecars.filtered() ? Optional.of(RunProgress.open(watched, run.orElseThrow())) : Optional.empty();
            Reading reading = null;
            for (Snapshot.Entry entry : snapshot.episodes()) {
                SealedEpisode episode = episodes.read(entry);
                if (!episode.steps().isEmpty() && !isFailedDemonstration(episode)) {
                    reading = reading == null ? new Reading(episode.steps().get(0), filter) : reading;
                    reading.add(episode, labels.isPresent() ? labels.get().of(episode) : List.of());
                }
            }
            if (reading == null) {
                throw new IOException("snapshot " + snapshot.id() + " has no steps to learn from");
            }
            return reading.contents(labels.map(RunLabels::newestPractice).orElse(List.of()), order);
        }
    }

    private static boolean isFailedDemonstration(SealedEpisode episode) {
        return episode.manifest().plan().driver() instanceof ActionSource.Demonstration && !episode.isSuccess();
    }

    /** The episodes so far; the first step decides on cameras and sizes. */
    private static final class Reading {
        private final List<String> cameras;
        private final int actionSize;
        private final ObservationSet observations;
        private final List<List<TrainingStep>> episodes = new ArrayList<>();
        private final List<EpisodeManifest> manifests = new ArrayList<>();
        private final TreeSet<String> instructions = new TreeSet<>();
        private final Optional<RunProgress> filter;

        Reading(Step first, Optional<RunProgress> filter) throws IOException {
            this.filter = filter;
            List<Frame> frames = first.observation().frames();
            cameras = cameras(first);
            actionSize = first.action().size();
            if (frames.isEmpty()) {
                throw new IOException("the first step has no picture; a policy needs at least one camera");
            }
            int pixels = FrameCodec.width(frames.get(0).jpeg().toArray());
            int felt = first.observation().proprioception().size();
            observations = new ObservationSet(new ObservationShape(frames.size(), pixels, felt));
        }

        /** Whether the practice is the newest shows only at the end. */
        void add(SealedEpisode episode, List<StepLabel> labels) throws IOException {
            String instruction = episode.manifest().instruction();
            int[] tokens = InstructionTokenizer.tokens(instruction);
            instructions.add(instruction);
            Origin origin = new Origin(episode.isSuccess(), episode.manifest().isAssisted(), false);
            List<Acted> acted = acted(episode);
            List<TrainingStep> steps = new ArrayList<>();
            for (Step step : episode.steps()) {
                int at = steps.size();
                Optional<StepLabel> label = labels.isEmpty() ? Optional.empty() : Optional.of(labels.get(at));
                steps.add(new TrainingStep(observation(episode, step, tokens), acted.get(at), label, origin));
            }
            episodes.add(steps);
            manifests.add(episode.manifest());
        }

        private List<Acted> acted(SealedEpisode episode) throws IOException {
            List<Acted> acted = episode.steps().stream().map(Acted::of).toList();
            for (Acted step : acted) {
                if (step.size() != actionSize) {
                    throw new IOException(named(episode) + " has actions of " + step.size() + " elements, others have "
                            + actionSize + "; train on robots of one kind");
                }
            }
            List<Acted> owned = Handovers.unowned(acted);
            return filter.isPresent() ? filter.get().filtered(episode, owned) : owned;
        }

        private int observation(SealedEpisode episode, Step step, int[] tokens) throws IOException {
            List<String> seenBy = cameras(step);
            if (!seenBy.equals(cameras)) {
                throw new IOException(named(episode) + " has cameras " + seenBy + ", others have " + cameras
                        + "; train on robots of one kind");
            }
            try {
                return observations.add(step.observation(), tokens);
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException("step " + step.index() + " of " + named(episode) + ": " + e.getMessage(), e);
            }
        }

        /** With its task, since tasks that are learned together may be those of different robots. */
        private static String named(SealedEpisode episode) {
            return "episode " + episode.manifest().episode() + " of task "
                    + episode.manifest().plan().task();
        }

        private static List<String> cameras(Step step) {
            return step.observation().frames().stream().map(Frame::camera).toList();
        }

        /** @param named the newest practice by the label run, which has the last word */
        Contents contents(List<CollectionId> named, List<CollectionId> order) {
            Set<CollectionId> newest = named.isEmpty() ? newestOf(order) : Set.copyOf(named);
            List<List<TrainingStep>> dated = new ArrayList<>();
            for (int episode = 0; episode < episodes.size(); episode++) {
                boolean isNewest = newest.contains(manifests.get(episode).plan().collection());
                dated.add(episodes.get(episode).stream()
                        .map(step -> isNewest ? step.ofNewestPractice() : step)
                        .toList());
            }
            List<TaskId> tasks =
                    manifests.stream().map(manifest -> manifest.plan().task()).toList();
            return new Contents(
                    new TrainingSet(observations, dated, tasks), cameras, actionSize, List.copyOf(instructions));
        }

        /** Of each task the last one that a policy drove in; by the robots' clocks where the job names no order. */
        private Set<CollectionId> newestOf(List<CollectionId> order) {
            Comparator<EpisodeManifest> age = Comparator.<EpisodeManifest>comparingInt(
                            manifest -> order.indexOf(manifest.plan().collection()))
                    .thenComparingLong(EpisodeManifest::startedAtMillis);
            Map<TaskId, EpisodeManifest> latest = new HashMap<>();
            manifests.stream()
                    .filter(manifest -> manifest.plan().driver() instanceof ActionSource.Policy)
                    .forEach(manifest -> latest.merge(manifest.plan().task(), manifest, BinaryOperator.maxBy(age)));
            return latest.values().stream()
                    .map(manifest -> manifest.plan().collection())
                    .collect(Collectors.toSet());
        }
    }
}
