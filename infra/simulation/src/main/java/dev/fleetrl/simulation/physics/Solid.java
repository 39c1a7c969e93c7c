package dev.fleetrl.simulation.physics;

import dev.fleetrl.simulation.arm.Pose;

/**
 * One rigid piece of a thing.
 *
 * @param place in the frame of the thing
 * @param friction coefficient; a pair of surfaces has the root of the product
 * @param slip how fast it creeps under friction, m/s a newton; 0 but for what is wedged between several walls, where
 *     the friction of all of them together has no unique solution
 * @param colour 0xRRGGBB
 */
public record Solid(Shape shape, Pose place, double friction, double slip, int colour) {
    public Solid(Shape shape, Pose place, double friction, int colour) {
        this(shape, place, friction, 0, colour);
    }

    public static Solid box(double x, double y, double z, double friction, int colour) {
        return new Solid(new Shape.Box(x, y, z), Pose.ORIGIN, friction, colour);
    }

    public Solid at(double x, double y, double z) {
        return at(Pose.at(x, y, z));
    }

    public Solid at(Pose pose) {
        return new Solid(shape, pose, friction, slip, colour);
    }

    public Solid slipping(double metresPerSecondNewton) {
        return new Solid(shape, place, friction, metresPerSecondNewton, colour);
    }
}
