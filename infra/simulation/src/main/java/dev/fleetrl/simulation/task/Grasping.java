package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.Goal;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.ToolTarget;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.RobotArm;

/** An expert's way to take hold of a cube from above, decided afresh each time from where things are. */
final class Grasping {
    /** Commanded and measured, m a step: the brisk speed of a demonstration. */
    static final double BRISK = 0.03;

    private static final double HOVER = 0.09;
    private static final double CLEAR = 0.10;
    private static final double LOW = 0.055;
    /** Of the tool above the table, to take a cube. */
    static final double GRASP = 0.016;

    private static final double WAIT_FOR_YAW = 0.07;
    private static final double YAW_TOLERANCE = 0.12;

    /** Closed so far askew, fingers have a cube by two edges, and do not turn it. */
    private static final double SKEW = 0.35;

    private static final double MOST_YAW = 0.9;

    private final RobotArm arm;

    Grasping(RobotArm arm) {
        this.arm = arm;
    }

    /** Whether the fingers have the cube. */
    boolean holds(Cube cube) {
        double opening = arm.opening();
        return arm.commanded().isClosed()
                && opening > 0.020
                && opening < 0.052
                && cube.position().distance(tool()) < 0.028;
    }

    Goal take(Cube cube) {
        return take(cube, 0);
    }

    /**
     * The same, elsewhere.
     *
     * @param raise how much higher to grip than one grips a cube on the table, m
     */
    Goal take(Cube cube, double raise) {
        Vec3 c = cube.position();
        Vec3 tool = tool();
        double off = c.horizontalDistance(tool);
        double turn = turnTo(cube);
        boolean wasClosed = arm.commanded().isClosed();
        boolean isSkew = Math.abs(turn) > SKEW;
        if (isSkew && wasClosed) {
            return goal(commanded(), yaw(), 1);
        }
        boolean closing = wasClosed && off < 0.016 && tool.z() < 0.03 + raise && arm.opening() > 0.048;
        if (closing || (!isSkew && off < 0.009 && tool.z() < 0.025 + raise)) {
            boolean onNothing = wasClosed && arm.opening() < 0.024;
            return goal(commanded(), yaw(), onNothing ? 1 : -1);
        }
        double yaw = yaw() + turn;
        if (off > (tool.z() < 0.06 + raise ? 0.022 : 0.014)) {
            boolean low = tool.z() < LOW + raise;
            return goal(low ? commanded().withZ(CLEAR + raise) : c.withZ(HOVER + raise), yaw, 1);
        }
        return goal(c.withZ(raise + (Math.abs(turn) > YAW_TOLERANCE ? WAIT_FOR_YAW : GRASP)), yaw, 1);
    }

    /** Tool upright with the yaw, at the position. */
    static Goal goal(Vec3 position, double yaw, double gripper, double metresPerStep) {
        Rotation rotation = Rotation.aboutZ(yaw).times(Rotation.DOWN);
        return new Goal(new ToolTarget(new Pose(position, rotation), gripper), metresPerStep);
    }

    static Goal goal(Vec3 position, double yaw, double gripper) {
        return goal(position, yaw, gripper, BRISK);
    }

    Vec3 tool() {
        return arm.tool().position();
    }

    Vec3 commanded() {
        return arm.commanded().pose().position();
    }

    double yaw() {
        return arm.commanded().pose().rotation().yaw();
    }

    /** The same turn for what looks alike after each quarter of a full one; at most π/4 either way. */
    static double quarterTurn(double turn) {
        double quarter = Math.PI / 2;
        return turn - quarter * Math.rint(turn / quarter);
    }

    /** The smallest turn onto one of the cube's four equal grasps that keeps the wrist away from its limits. */
    private double turnTo(Cube cube) {
        double quarter = Math.PI / 2;
        double turn = quarterTurn(cube.yaw() - yaw());
        if (yaw() + turn > MOST_YAW) {
            return turn - quarter;
        }
        return yaw() + turn < -MOST_YAW ? turn + quarter : turn;
    }
}
