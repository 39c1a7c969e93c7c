package dev.fleetrl.robot.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The way that the tool was sent, as far back as is kept, to go back along. Distances weigh a turn like its way at 0.1 m from the tool. Not
 * thread-safe.
 */
public final class MotionTrail {
    private static final double SPACING_METRES = 0.002;
    private static final double LEVER_METRES = 0.1;

    /** Who is so far away from one tick to the next was put there: the arm gave way, or was moved by other means. */
    private static final double JUMP_METRES = 0.02;

    /** At the spacing some four metres. */
    private static final int MOST_POINTS = 2_000;

    private final Deque<ToolTarget> points = new ArrayDeque<>();

    /**
     * Where the tool is sent now; at each tick in which it does not go back. Whoever comes nearer to where the tool was before has undone the
     * way from there, be it that an arm which holds was found short of where it was sent: that way leads into what it pressed on.
     */
    public void note(ToolTarget commanded) {
        while (!points.isEmpty() && distance(points.getLast(), commanded) > JUMP_METRES) {
            points.removeLast();
        }
        while (points.size() > 1 && distance(beforeLast(), commanded) <= distance(points.getLast(), commanded)) {
            points.removeLast();
        }
        if (points.isEmpty() || distance(points.getLast(), commanded) >= SPACING_METRES) {
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

    /**
     * The next pose on the way back, within a tick's way of it; where the tool is, at the way's beginning. The gripper stays as it is.
     *
     * @param metres how far at most
     * @param radians likewise
     */
    public ToolTarget back(ToolTarget from, double metres, double radians) {
        ToolTarget at = from;
        double left = metres > 0 && radians > 0 ? 1 : 0;
        while (left > 0) {
            while (points.size() > 1 && distance(points.getLast(), at) < SPACING_METRES) {
                points.removeLast();
            }
            ToolTarget next = points.peekLast();
            if (next == null || distance(next, at) > JUMP_METRES) {
                return at;
            }
            double needed = Math.max(next.metresTo(at) / metres, next.radiansTo(at) / radians);
            ToolTarget there = needed <= left ? next : at.towards(next, left / needed);
            at = new ToolTarget(there.x(), there.y(), there.z(), there.rotation(), from.gripper());
            left = points.size() == 1 ? 0 : left - needed;
        }
        return at;
    }

    private ToolTarget beforeLast() {
        Iterator<ToolTarget> newestFirst = points.descendingIterator();
        newestFirst.next();
        return newestFirst.next();
    }

    private static double distance(ToolTarget a, ToolTarget b) {
        return a.metresTo(b) + LEVER_METRES * a.radiansTo(b);
    }
}
