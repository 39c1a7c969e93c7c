package dev.fleetrl.controller.roster;

import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import java.util.Optional;

/**
 * All that is known of one robot.
 *
 * @param silentMillis since its last state; absent if none was heard
 * @param missedStates gaps in the numbers of its states
 */
public record RobotView(
        RobotId robot,
        Liveness liveness,
        Optional<Long> silentMillis,
        long missedStates,
        Optional<Birth> birth,
        Optional<Connection> connection,
        Optional<RobotState> state) {

    /** Whether it can be handed a plan now. */
    public boolean isReady() {
        return liveness == Liveness.LIVE
                && birth.isPresent()
                && state.map(RobotState::readyForEpisode).orElse(false);
    }

    public boolean runs(EpisodeId episode) {
        return state.flatMap(RobotState::episode)
                .map(EpisodeProgress::plan)
                .filter(plan -> plan.episode().equals(episode))
                .isPresent();
    }
}
