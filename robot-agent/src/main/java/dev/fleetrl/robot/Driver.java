package dev.fleetrl.robot;

import dev.fleetrl.contracts.Observation;
import dev.fleetrl.robot.episode.EpisodeRecorder.Planned;

/** Who acts in an episode unless a person takes over. */
interface Driver {
    /** What to do in the step that this observation begins; asked again with the same observation while it answers Wait. */
    Drive next(Observation observation, long nowNanos);

    /** Forgets what was planned: somebody else has acted since. */
    void discard();

    /** While the driver was silent: whether it could go on now. */
    boolean isBack(Observation observation, long nowNanos);

    /** Whether the episode has not really begun: its person has not moved the robot yet. */
    default boolean isStillToCome(int steps) {
        return false;
    }

    /** Whether it is a person, who takes the time they need and says themselves that it went wrong. */
    default boolean isPerson() {
        return false;
    }

    /** What comes of asking. */
    sealed interface Drive {
        record Act(Planned planned) implements Drive {}

        /** Not yet; the step begins later. */
        record Wait() implements Drive {}

        /** No action; the robot must hold. */
        record Silent(String why) implements Drive {}
    }
}
