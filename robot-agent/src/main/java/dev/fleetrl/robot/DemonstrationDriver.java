package dev.fleetrl.robot;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.episode.EpisodeRecorder.Planned;

/** The cell's own demonstrator; what it meant is recorded beside what was executed. */
final class DemonstrationDriver implements Driver {
    private final Workcell workcell;
    private final ActionSource source;
    private final ActionLimits limits;

    DemonstrationDriver(Workcell workcell, ActionSource source, ActionLimits limits) {
        this.workcell = workcell;
        this.source = source;
        this.limits = limits;
    }

    @Override
    public Drive next(Observation observation, long nowNanos) {
        Workcell.Demonstration shown = workcell.demonstrate();
        if (!ActionLimits.isUsable(shown.executed())) {
            return new Drive.Silent("the demonstrator's action is not finite");
        }
        return new Drive.Act(new Planned(limits.clip(shown.executed()), shown.clean(), source, ChunkPosition.NONE));
    }

    @Override
    public void discard() {}

    @Override
    public boolean isBack(Observation observation, long nowNanos) {
        return true;
    }
}
