package dev.fleetrl.local.fleet;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Vec;

/**
 * What a scripted person's hands reach: the page's WebSocket in life, the broker itself in virtual time. What does not get
 * through is not sent again; the person looks and decides anew.
 */
public interface Tablet {
    void takeOver(RobotId robot);

    void handBack(RobotId robot);

    void resume(RobotId robot);

    /**
     * Steers under the lease that the tablet knows of.
     *
     * @param pressed whether the hold-to-run control is
     * @param twist m/s and rad/s; shape [6]
     * @param gripper -1 close, +1 open, 0 as it is
     */
    void teleop(RobotId robot, boolean pressed, Vec twist, float gripper);
}
