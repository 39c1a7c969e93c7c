package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.Goal;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.RobotArm;

/**
 * An expert's way to open a drawer by its handle and to push it shut, decided afresh each time from where things are. Pushed
 * aside on the way down it goes on from there where there is room, as a person would: who starts over from above each time
 * shows that one place asks for going down and for going up.
 */
final class DrawerHandling {
    /** Fingers close along x, around a bar that lies along y. */
    private static final double ACROSS_THE_BAR = Math.PI / 2;

    private static final double YAW_TOLERANCE = 0.12;
    private static final double ABOVE = 0.19;
    private static final double PULL = 0.014;
    private static final double PUSH = 0.02;
    private static final double DESCENT = 0.02;
    private static final double STAND_OFF = 0.06;
    private static final double GRIPPED = 0.02;

    /** From the handle, sideways, to begin the way down; and to go on with it, the open fingers about the bar. */
    private static final double OVER_THE_BAR = 0.012;

    private static final double ABOUT_THE_BAR = 0.03;

    /** The free room before the drawer, to either side of its handle. */
    private static final double ROOM = 0.05;

    private static final double LOW = 0.165;

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
        boolean about = !closed && tool.z() < ABOVE - 0.03;
        if (turned && off < (about ? ABOUT_THE_BAR : OVER_THE_BAR)) {
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
        boolean before = behind && Math.abs(tool.y() - handle.y()) < ROOM;
        if (closed && (tool.z() < LOW ? before : tool.horizontalDistance(start) < 0.02)) {
            return Grasping.goal(start, 0, -1, DESCENT);
        }
        if (tool.z() < LOW) {
            return Grasping.goal(
                    grasping.commanded().withZ(0.2),
                    grasping.yaw(),
                    arm.commanded().isClosed() ? -1 : 1);
        }
        return Grasping.goal(start.withZ(0.19), 0, -1);
    }
}
