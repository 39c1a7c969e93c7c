package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.Goal;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.RobotArm;

/** An expert's way to open a drawer by its handle and to push it shut, decided afresh each time from where things are. */
final class DrawerHandling {
    /** Fingers close along x, around a bar that lies along y. */
    private static final double ACROSS_THE_BAR = Math.PI / 2;

    private static final double YAW_TOLERANCE = 0.06;
    private static final double ABOVE = 0.19;
    private static final double PULL = 0.014;
    private static final double PUSH = 0.02;
    private static final double DESCENT = 0.02;
    private static final double STAND_OFF = 0.06;
    private static final double GRIPPED = 0.02;

    private final RobotArm arm;
    private final Grasping grasping;
    private final Cabinet cabinet;

    DrawerHandling(RobotArm arm, Grasping grasping, Cabinet cabinet) {
        this.arm = arm;
        this.grasping = grasping;
        this.cabinet = cabinet;
    }

    Goal open() {
        Vec3 handle = cabinet.handle();
        Vec3 tool = grasping.tool();
        double off = tool.horizontalDistance(handle);
        boolean turned = Math.abs(grasping.yaw() - ACROSS_THE_BAR) < YAW_TOLERANCE;
        boolean low = tool.z() < handle.z() + 0.012;
        boolean closed = arm.commanded().isClosed();
        if (low && turned && off < (closed ? 0.02 : 0.010)) {
            return closed ? pull() : Grasping.goal(grasping.commanded(), ACROSS_THE_BAR, -1);
        }
        if (turned && off < (tool.z() < ABOVE - 0.03 ? 0.016 : 0.008)) {
            return Grasping.goal(handle, ACROSS_THE_BAR, 1, DESCENT);
        }
        if (tool.z() < ABOVE - 0.03) {
            return Grasping.goal(grasping.commanded().withZ(ABOVE), grasping.yaw(), 1);
        }
        return Grasping.goal(handle.withZ(ABOVE), ACROSS_THE_BAR, 1);
    }

    private Goal pull() {
        double opening = arm.opening();
        if (opening < 0.006) {
            return Grasping.goal(grasping.commanded(), ACROSS_THE_BAR, 1);
        }
        boolean gripped = opening < GRIPPED;
        Vec3 next = gripped ? cabinet.handleAt(0.145) : grasping.commanded();
        return Grasping.goal(next, ACROSS_THE_BAR, -1, PULL);
    }

    boolean isAtHandle() {
        Vec3 tool = grasping.tool();
        return tool.z() < 0.16 && tool.horizontalDistance(cabinet.handle()) < 0.06;
    }

    Goal letGo() {
        boolean opened = !arm.commanded().isClosed() && arm.opening() > 0.06;
        Vec3 here = grasping.commanded();
        return Grasping.goal(opened ? here.withZ(0.2) : here, grasping.yaw(), 1);
    }

    /** With closed fingers against the bar. */
    Goal shut() {
        Vec3 handle = cabinet.handle();
        Vec3 tool = grasping.tool();
        boolean closed = arm.opening() < 0.01;
        boolean beside = Math.abs(tool.y() - handle.y()) < 0.02;
        boolean level = Math.abs(tool.z() - handle.z()) < 0.02;
        boolean behind = tool.x() < handle.x() - 0.008;
        if (closed && beside && level && behind) {
            return Grasping.goal(cabinet.handleAt(-0.015), 0, -1, PUSH);
        }
        Vec3 start = handle.plus(new Vec3(-STAND_OFF, 0, 0));
        if (closed && tool.horizontalDistance(start) < 0.02) {
            return Grasping.goal(start, 0, -1, DESCENT);
        }
        if (tool.z() < 0.165) {
            return Grasping.goal(
                    grasping.commanded().withZ(0.2),
                    grasping.yaw(),
                    arm.commanded().isClosed() ? -1 : 1);
        }
        return Grasping.goal(start.withZ(0.19), 0, -1);
    }
}
