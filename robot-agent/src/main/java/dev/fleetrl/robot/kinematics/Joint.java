package dev.fleetrl.robot.kinematics;

import dev.fleetrl.robot.control.Rotation;

/**
 * One joint of a URDF.
 *
 * @param origin of the child's frame in the parent's, at position 0
 * @param axis in the child's frame
 * @param limits in rad and rad/s, or m and m/s of a sliding joint
 */
public record Joint(String name, Type type, String parent, String child, Pose origin, Axis axis, Limits limits) {
    private static final double MARGIN_RADIANS = 0.01;
    private static final double MARGIN_METRES = 0.001;

    /** How it moves. */
    public enum Type {
        REVOLUTE,
        /** Turns without an end. */
        CONTINUOUS,
        PRISMATIC,
        FIXED,
        /** In a way that is not known here: floating, planar, or as another joint does. */
        OTHER;

        public boolean moves() {
            return this != FIXED;
        }
    }

    /** What it bears. */
    public record Limits(double lower, double upper, double velocity) {
        public static final Limits NONE =
                new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        /** Whether anybody could guard it. */
        public boolean isUsable() {
            return lower < upper && velocity > 0;
        }
    }

    /** A unit vector. */
    public record Axis(double x, double y, double z) {
        public static final Axis X = new Axis(1, 0, 0);

        /** The vector's direction; it must have one. */
        public static Axis along(double x, double y, double z) {
            double length = StrictMath.sqrt(x * x + y * y + z * z);
            if (!(length > 0)) {
                throw new IllegalArgumentException("a vector of length " + length + " has no direction");
            }
            return new Axis(x / length, y / length, z / length);
        }
    }

    /** The nearest position that it may be sent to, a little within its limits: it may overshoot. */
    public double inside(double position) {
        double usual = type == Type.PRISMATIC ? MARGIN_METRES : MARGIN_RADIANS;
        double margin = Math.min(usual, (limits.upper() - limits.lower()) / 2);
        return Math.max(limits.lower() + margin, Math.min(limits.upper() - margin, position));
    }

    /** The child's frame in the parent's. */
    public Pose at(double position) {
        return switch (type) {
            case FIXED, OTHER -> origin;
            case PRISMATIC ->
                origin.then(new Pose(axis.x() * position, axis.y() * position, axis.z() * position, Rotation.NONE));
            case REVOLUTE, CONTINUOUS ->
                origin.then(new Pose(
                        0, 0, 0, Rotation.ofVector(axis.x() * position, axis.y() * position, axis.z() * position)));
        };
    }
}
