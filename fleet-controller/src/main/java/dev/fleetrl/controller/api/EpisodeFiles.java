package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.SourceColumns;
import dev.fleetrl.episodes.UnreadableFileException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads sealed episodes for people; keeps the last one, whose frames a person leafs through. One thread at a time. */
final class EpisodeFiles {
    private final EpisodeStore episodes;
    private final LabelStore labels;
    private @Nullable SealedEpisode last;

    EpisodeFiles(EpisodeStore episodes, LabelStore labels) {
        this.episodes = episodes;
        this.labels = labels;
    }

    /** @param runs label runs to look in, the preferred one first */
    Answers.Episode episode(EpisodeManifest manifest, List<LabelRunId> runs) {
        List<Step> steps = read(manifest).steps();
        Optional<LabelRunId> run = runs.stream().filter(r -> has(r, manifest)).findFirst();
        List<LabelledStep> labelled =
                run.map(r -> labels.read(r, manifest.episode()).steps()).orElse(List.of());
        return new Answers.Episode(
                manifest,
                steps.isEmpty()
                        ? List.of()
                        : frames(steps.get(0)).map(Frame::camera).distinct().toList(),
                run.map(LabelRunId::value),
                steps.stream().map(step -> line(step, labelled)).toList());
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
        SealedEpisode episode = last;
        if (episode == null || !episode.manifest().episode().equals(manifest.episode())) {
            episode = episodes.read(manifest.file());
            last = episode;
        }
        return episode;
    }

    private boolean has(LabelRunId run, EpisodeManifest manifest) {
        try {
            return labels.read(run, manifest.episode()).steps().size() == manifest.steps();
        } catch (UnreadableFileException e) {
            return false;
        }
    }

    /** Larger pictures for people hide the policy's of the same camera. */
    private static Stream<Frame> frames(Step step) {
        return Stream.concat(step.review().stream(), step.observation().frames().stream());
    }

    private static Answers.StepLine line(Step step, List<LabelledStep> labelled) {
        Optional<LabelledStep> label =
                step.index() < labelled.size() ? Optional.of(labelled.get(step.index())) : Optional.empty();
        return new Answers.StepLine(
                step.index(),
                step.atMillis(),
                SourceColumns.kind(step.source()),
                step.stage(),
                label.map(LabelledStep::value),
                label.map(LabelledStep::advantage),
                label.map(LabelledStep::positive));
    }
}
