package dev.fleetrl.robot.control;

import java.util.ArrayDeque;
import java.util.Deque;

/** The way that the tool was sent, as far back as is kept, to go back along. Not thread-safe. */
public final class MotionTrail {
    private static final double SPACING_METRES = 0.002;
    private static final double SPACING_RADIANS = 0.02;

    /** Who is so far away from one tick to the next was put there, by a new scene or by hand: there is no way back. */
    private static final double JUMP_METRES = 0.02;

    /** At the spacing some four metres. */
    private static final int MOST_POINTS = 2_000;

    private final Deque<ToolTarget> points = new ArrayDeque<>();

    /** Where the tool is sent now; at each tick in which it does not go back. */
    public void note(ToolTarget commanded) {
        ToolTarget last = points.peekLast();
        if (last != null && last.metresTo(commanded) > JUMP_METRES) {
            points.clear();
        }
        if (last == null || points.isEmpty() || isApart(last, commanded)) {
            points.addLast(commanded);
        }
        if (points.size() > MOST_POINTS) {
            points.removeFirst();
        }
    }

    /** The scene is another one: there is no way back to the one before. */
    public void forget() {
        points.clear();
    }

    /** The next pose on the way back, no further than so far; where the tool is, at the way's beginning. The gripper stays as it is. */
    public ToolTarget back(ToolTarget from, double metres, double radians) {
        while (points.size() > 1 && !isApart(points.getLast(), from)) {
            points.removeLast();
        }
        ToolTarget next = points.peekLast();
        if (next == null || next.metresTo(from) > JUMP_METRES) {
            return from;
        }
        double part = Math.min(1, Math.min(metres / next.metresTo(from), radians / next.radiansTo(from)));
        ToolTarget there = from.towards(next, part);
        return new ToolTarget(there.x(), there.y(), there.z(), there.rotation(), from.gripper());
    }

    private static boolean isApart(ToolTarget a, ToolTarget b) {
        return a.metresTo(b) >= SPACING_METRES || a.radiansTo(b) >= SPACING_RADIANS;
    }
}
