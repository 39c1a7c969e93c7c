package dev.fleetrl.episodes;

import dev.fleetrl.contracts.EpisodeId;
import java.util.List;

/** The labels of one episode, one for each of its steps and in their order. */
public record EpisodeLabels(EpisodeId episode, List<LabelledStep> steps) {
    public EpisodeLabels {
        steps = List.copyOf(steps);
    }
}
