package dev.fleetrl.simulation.physics;

import dev.fleetrl.simulation.arm.Pose;

/**
 * One rigid piece of a thing.
 *
 * @param place in the frame of the thing
 * @param friction coefficient; a pair of surfaces has the root of the product
 * @param colour 0xRRGGBB
 */
public record Solid(Shape shape, Pose place, double friction, int colour) {
    public static Solid box(double x, double y, double z, double friction, int colour) {
        return new Solid(new Shape.Box(x, y, z), Pose.ORIGIN, friction, colour);
    }

    public Solid at(double x, double y, double z) {
        return at(Pose.at(x, y, z));
    }

    public Solid at(Pose pose) {
        return new Solid(shape, pose, friction, colour);
    }
}
