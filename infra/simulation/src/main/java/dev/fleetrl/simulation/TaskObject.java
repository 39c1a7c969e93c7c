package dev.fleetrl.simulation;

import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.Thing;

/**
 * The loose thing that a task is about, for evaluations that change it or lay it elsewhere.
 *
 * @param lowest corner of the area in which the task lays it down, as seen from above
 * @param highest the opposite corner
 */
public record TaskObject(Thing thing, Vec3 lowest, Vec3 highest) {
    public static TaskObject in(Thing thing, double fromX, double toX, double fromY, double toY) {
        return new TaskObject(thing, new Vec3(fromX, fromY, 0), new Vec3(toX, toY, 0));
    }

    /** How far outside its area a point is, as seen from above; 0 inside. */
    double outside(Vec3 point) {
        double dx = Math.max(0, Math.max(lowest.x() - point.x(), point.x() - highest.x()));
        double dy = Math.max(0, Math.max(lowest.y() - point.y(), point.y() - highest.y()));
        return Math.sqrt(dx * dx + dy * dy);
    }
}
