package dev.fleetrl.robot.control;

import dev.fleetrl.contracts.Vec;

/** How far apart an arm's own links are, as its model has them: m, below 0 where they overlap. Links that a joint connects are not meant. */
public interface SelfClearance {
    /**
     * Where the arm is.
     *
     * @param joints rad; shape [J]
     */
    double at(Vec joints);

    /**
     * Where the arm would be if its tool were at {@code target}.
     *
     * @param joints from which they are brought there, rad; shape [J]
     */
    double at(Vec joints, ToolTarget target);

    /** What is kept free. */
    record Margin(double metres, SelfClearance clearance) {}
}
