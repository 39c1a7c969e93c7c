package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.Trial;
import java.util.Optional;
import java.util.Set;

/**
 * What an episode says of the policy that ran it (intention to treat): what it could not do alone it has failed to do, also where a
 * person stopped it or gave it up. Only what the policy cannot have brought about says nothing.
 */
final class TrialVerdict {
    private static final double MILLIS_PER_SECOND = 1000;
    private static final String POLICY_SILENT = "policy-silent";

    private static final Set<String> FROM_OUTSIDE = Set.of(
            Ending.PHYSICS,
            Ending.VARIATION,
            Ending.RECORDING_PAUSED,
            Ending.DETECTOR_SILENT,
            Ending.DONE_AT_START,
            Ending.DONE_WHILE_HELD,
            "sensor-silent",
            "agent-stopped",
            "spool-full");

    private TrialVerdict() {}

    static Optional<Trial> of(EpisodeManifest episode) {
        Ending ending = episode.ending();
        boolean isFromOutside = ending.outcome() == Outcome.ABANDONED
                || (ending.outcome() == Outcome.ABORTED && FROM_OUTSIDE.contains(ending.reason()));
        return isFromOutside
                ? Optional.empty()
                : Optional.of(new Trial(
                        episode.episode(),
                        episode.isAutonomousSuccess(),
                        episode.durationMillis() / MILLIS_PER_SECOND));
    }

    /** The guard braked it, or it said nothing. */
    static boolean isGuarded(Ending ending) {
        return ending.reason().equals(POLICY_SILENT)
                || (ending.outcome() == Outcome.FAILURE && ending.source() == OutcomeSource.AGENT);
    }
}
