package dev.fleetrl.episodes.assembly;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.StepsDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One episode that a robot has opened and not closed. */
final class OpenEpisode {
    private static final int MILLIS_A_SECOND = 1000;

    private final EpisodeEvent.Opened opened;
    private final List<Step> steps = new ArrayList<>();

    OpenEpisode(EpisodeEvent.Opened opened) {
        this.opened = opened;
    }

    EpisodeId id() {
        return opened.episode();
    }

    String session() {
        return opened.session();
    }

    int length() {
        return steps.size();
    }

    /** False where a step before this one is missing. */
    boolean add(Step step) {
        return step.index() == steps.size() && steps.add(step);
    }

    /** For an episode whose end nobody saw. */
    SealedEpisode abandon(String reason) {
        return seal(new Ending(Outcome.ABANDONED, reason, OutcomeSource.AGENT), Optional.empty());
    }

    SealedEpisode seal(EpisodeEvent.Closed closed) {
        return seal(closed.ending(), closed.labelMillis());
    }

    private SealedEpisode seal(Ending ending, Optional<Long> labelMillis) {
        EpisodeManifest manifest = new EpisodeManifest(
                Schema.EPISODE,
                opened.episode(),
                opened.robot(),
                opened.session(),
                opened.plan(),
                opened.instruction(),
                opened.hz(),
                opened.timeLimitSteps(),
                opened.atMillis(),
                (long) steps.size() * MILLIS_A_SECOND / opened.hz(),
                ending,
                steps.size(),
                (int) steps.stream().filter(Step::isCorrection).count(),
                interventions(),
                operators(),
                SealedEpisode.fileOf(opened.plan()),
                StepsDigest.of(steps),
                opened.resetMillis(),
                labelMillis);
        return new SealedEpisode(manifest, steps);
    }

    /** Runs of consecutive corrections. */
    private int interventions() {
        int runs = 0;
        boolean before = false;
        for (Step step : steps) {
            boolean now = step.isCorrection();
            runs += now && !before ? 1 : 0;
            before = now;
        }
        return runs;
    }

    private List<OperatorId> operators() {
        return steps.stream()
                .map(Step::source)
                .filter(ActionSource.Correction.class::isInstance)
                .map(source -> ((ActionSource.Correction) source).operator())
                .distinct()
                .toList();
    }
}
