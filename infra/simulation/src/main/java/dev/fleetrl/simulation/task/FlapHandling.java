package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.Goal;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.RobotArm;

/** An expert's way to shut a flap with closed fingers from outside, decided afresh each time from where things are. */
final class FlapHandling {
    /** Of the tool above a hinge: over the flaps' upright edges, and low enough to push them over. */
    private static final double TRAVEL = 0.13;

    private static final double PUSH_HEIGHT = 0.045;
    private static final double PRESS_HEIGHT = 0.004;
    private static final double OUTSIDE = 0.055;
    private static final double INSIDE = 0.05;
    private static final double BESIDE = 0.04;
    private static final double AT_START = 0.018;
    private static final double PUSH = 0.02;
    private static final double CLOSED = 0.012;

    private final RobotArm arm;
    private final Grasping grasping;
    private final Carton carton;

    FlapHandling(RobotArm arm, Grasping grasping, Carton carton) {
        this.arm = arm;
        this.grasping = grasping;
        this.carton = carton;
    }

    Goal shut(int flap) {
        Vec3 hinge = carton.hinge(flap);
        Vec3 tool = grasping.tool();
        double inwards = -Carton.side(flap) * (tool.x() - hinge.x());
        double above = tool.z() - hinge.z();
        boolean closed = arm.opening() < CLOSED;
        boolean level = Math.abs(tool.y() - hinge.y()) < BESIDE && above < PUSH_HEIGHT + 0.02;
        // Seen from the hinge, the fingers stand behind the flap.
        boolean behind = StrictMath.atan2(Math.max(above, 0), inwards)
                > carton.flaps().get(flap).angle() - 0.1;
        if (closed && level && behind && inwards > -OUTSIDE - AT_START) {
            boolean over = inwards > 0.03;
            return at(hinge, flap, INSIDE, over ? PRESS_HEIGHT : PUSH_HEIGHT, PUSH);
        }
        Vec3 start = place(hinge, flap, -OUTSIDE, 0);
        if (closed && tool.horizontalDistance(start) < AT_START) {
            return at(hinge, flap, -OUTSIDE, PUSH_HEIGHT, Grasping.BRISK);
        }
        if (above < TRAVEL - 0.03) {
            return Grasping.goal(grasping.commanded().withZ(hinge.z() + TRAVEL), 0, -1);
        }
        return at(hinge, flap, -OUTSIDE, TRAVEL, Grasping.BRISK);
    }

    private static Goal at(Vec3 hinge, int flap, double inwards, double above, double metresPerStep) {
        return Grasping.goal(place(hinge, flap, inwards, above), 0, -1, metresPerStep);
    }

    private static Vec3 place(Vec3 hinge, int flap, double inwards, double above) {
        return hinge.plus(new Vec3(-Carton.side(flap) * inwards, 0, above));
    }
}
