package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.ProgressStep;
import dev.fleetrl.episodes.ProgressStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.SourceColumns;
import dev.fleetrl.episodes.TaskLabels;
import dev.fleetrl.episodes.UnreadableFileException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads sealed episodes for people; keeps the last few, whose frames they leaf through. One thread at a time. */
final class EpisodeFiles {
    /** Two people compare two episodes each. */
    private static final int KEPT = 4;

    private final EpisodeStore episodes;
    private final LabelStore labels;
    private final ProgressStore progress;
    private final Map<EpisodeId, SealedEpisode> latest = new LinkedHashMap<>(KEPT, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EpisodeId, SealedEpisode> eldest) {
            return size() > KEPT;
        }
    };

    EpisodeFiles(EpisodeStore episodes, LabelStore labels, ProgressStore progress) {
        this.episodes = episodes;
        this.labels = labels;
        this.progress = progress;
    }

    /** @param runs label runs to look in, the preferred one first */
    Answers.Episode episode(EpisodeManifest manifest, List<LabelRunId> runs, Answers.Review review) throws IOException {
        List<Step> steps = read(manifest).steps();
        List<LabelRunId> all = labels.runs().stream()
                .filter(run -> labels.holds(run, manifest.episode()))
                .toList();
        Optional<LabelRunId> run = runs.stream().filter(r -> has(r, manifest)).findFirst();
        List<LabelledStep> labelled =
                run.map(r -> labels.read(r, manifest.episode()).steps()).orElse(List.of());
        return new Answers.Episode(
                manifest,
                steps.isEmpty()
                        ? List.of()
                        : frames(steps.get(0)).map(Frame::camera).distinct().toList(),
                run.map(LabelRunId::value),
                all.stream().map(LabelRunId::value).toList(),
                run.flatMap(labels::find)
                        .flatMap(known -> known.of(manifest.plan().task()))
                        .map(TaskLabels::epsilon),
                review,
                lines(steps, labelled, run.map(r -> progress(r, manifest)).orElse(List.of())));
    }

    byte[] frame(EpisodeManifest manifest, int index, String camera) {
        List<Step> steps = read(manifest).steps();
        if (index < 0 || index >= steps.size()) {
            throw ApiError.notFound("episode " + manifest.episode() + " has steps 0 to " + (steps.size() - 1));
        }
        return frames(steps.get(index))
                .filter(frame -> frame.camera().equals(camera))
                .findFirst()
                .map(frame -> frame.jpeg().toArray())
                .orElseThrow(() -> ApiError.notFound("step " + index + " has no picture of camera " + camera));
    }

    private SealedEpisode read(EpisodeManifest manifest) {
        return latest.computeIfAbsent(manifest.episode(), id -> episodes.read(manifest.file()));
    }

    private boolean has(LabelRunId run, EpisodeManifest manifest) {
        try {
            return labels.find(run).isPresent()
                    && labels.read(run, manifest.episode()).steps().size() == manifest.steps();
        } catch (UnreadableFileException e) {
            return false;
        }
    }

    /** Larger pictures for people hide the policy's of the same camera. */
    private static Stream<Frame> frames(Step step) {
        return Stream.concat(step.review().stream(), step.observation().frames().stream());
    }

    /** None where that run trained no critic. */
    private List<ProgressStep> progress(LabelRunId run, EpisodeManifest manifest) {
        try {
            return progress.read(run, manifest.episode());
        } catch (UnreadableFileException e) {
            return List.of();
        }
    }

    private static List<Answers.StepLine> lines(
            List<Step> steps, List<LabelledStep> labelled, List<ProgressStep> progress) {
        return steps.stream()
                .map(step -> line(step, at(labelled, step.index()), at(progress, step.index())))
                .toList();
    }

    private static <T> Optional<T> at(List<T> rows, int index) {
        return index < rows.size() ? Optional.of(rows.get(index)) : Optional.empty();
    }

    private static Answers.StepLine line(Step step, Optional<LabelledStep> label, Optional<ProgressStep> progress) {
        return new Answers.StepLine(
                step.index(),
                step.atMillis(),
                SourceColumns.kind(step.source()),
                SourceColumns.who(step.source()),
                step.stage(),
                step.guard(),
                label.map(LabelledStep::value),
                label.map(LabelledStep::advantage),
                label.map(LabelledStep::positive),
                progress.map(ProgressStep::progress));
    }
}
