package dev.fleetrl.robot;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.ControlArbiter;

/** Who acts in an episode, by its plan: a policy, the cell's script, or a person whom no script is called. */
record Drivers(RobotId robot, RobotPorts ports, RobotSettings settings, ControlArbiter arbiter, Telemetry telemetry) {
    static boolean know(ActionSource driver) {
        return driver instanceof ActionSource.Policy || driver instanceof ActionSource.Demonstration;
    }

    Driver of(EpisodePlan plan, Workcell.Start scene) {
        ActionLimits limits = ports.arm().model().actions();
        if (plan.driver() instanceof ActionSource.Policy policy) {
            var episode = new PolicyDriver.Episode(
                    robot,
                    scene.instruction(),
                    limits,
                    settings.chunkExecution(),
                    settings.policySilenceMillis(),
                    settings.firstAnswerMillis());
            return new PolicyDriver(ports.policy(), plan, policy, episode);
        }
        boolean byScript = plan.driver() instanceof ActionSource.Demonstration shown
                && ports.workcell().demonstrators().contains(shown.by());
        return byScript
                ? new DemonstrationDriver(ports.workcell(), plan.driver(), limits)
                : new PersonDriver(arbiter, () -> telemetry.help(plan.episode(), PersonDriver.SHOW_THE_TASK));
    }
}
