package dev.fleetrl.robot.kinematics;

/** All points within a radius of a line; of a point, it is a sphere. Metres. */
public record Capsule(Point from, Point to, double radius) {
    /** Squared lengths below are none, m². */
    private static final double TINY = 1e-18;

    /** In some frame. */
    public record Point(double x, double y, double z) {
        Point in(Pose frame) {
            double[] turned = frame.rotation().turned(x, y, z);
            return new Point(frame.x() + turned[0], frame.y() + turned[1], frame.z() + turned[2]);
        }

        private Point minus(Point other) {
            return new Point(x - other.x, y - other.y, z - other.z);
        }

        private Point along(Point way, double part) {
            return new Point(x + way.x * part, y + way.y * part, z + way.z * part);
        }

        private double times(Point other) {
            return x * other.x + y * other.y + z * other.z;
        }
    }

    /** The same one, seen from where its frame is seen from. */
    public Capsule in(Pose frame) {
        return new Capsule(from.in(frame), to.in(frame), radius);
    }

    /** Between both surfaces; negative where they overlap. */
    public double distance(Capsule other) {
        return betweenLines(other) - radius - other.radius;
    }

    /**
     * The nearest points of two segments p + s·d and q + t·e, in closed form (Ericson, Real-Time Collision Detection, 2005, sec. 5.1.9):
     * s where the endless lines are nearest, then the t nearest to that, then the s nearest to that, each within 0 to 1.
     */
    private double betweenLines(Capsule other) {
        Point d = to.minus(from);
        Point e = other.to.minus(other.from);
        Point r = from.minus(other.from);
        double dd = d.times(d);
        double ee = e.times(e);
        double de = d.times(e);
        double s = part(de * e.times(r) - d.times(r) * ee, dd * ee - de * de);
        double t = part(de * s + e.times(r), ee);
        s = part(de * t - d.times(r), dd);
        Point gap = from.along(d, s).minus(other.from.along(e, t));
        return StrictMath.sqrt(gap.times(gap));
    }

    /** Of lines without a length, or beside each other, any will do. */
    private static double part(double numerator, double denominator) {
        return denominator < TINY ? 0 : Math.max(0, Math.min(1, numerator / denominator));
    }
}
