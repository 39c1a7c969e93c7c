package dev.fleetrl.simulation.arm;

/** A point or a direction, m. */
public record Vec3(double x, double y, double z) {
    public static final Vec3 ZERO = new Vec3(0, 0, 0);

    public Vec3 plus(Vec3 other) {
        return new Vec3(x + other.x, y + other.y, z + other.z);
    }

    public Vec3 minus(Vec3 other) {
        return new Vec3(x - other.x, y - other.y, z - other.z);
    }

    public Vec3 times(double factor) {
        return new Vec3(x * factor, y * factor, z * factor);
    }

    public double dot(Vec3 other) {
        return x * other.x + y * other.y + z * other.z;
    }

    public Vec3 cross(Vec3 other) {
        return new Vec3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    public double norm() {
        return Math.sqrt(dot(this));
    }

    public double distance(Vec3 other) {
        return minus(other).norm();
    }

    /** Distance as seen from above. */
    public double horizontalDistance(Vec3 other) {
        double dx = x - other.x;
        double dy = y - other.y;
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** The same direction, no longer than {@code limit}. */
    public Vec3 limited(double limit) {
        double norm = norm();
        return norm > limit ? times(limit / norm) : this;
    }

    public Vec3 withZ(double height) {
        return new Vec3(x, y, height);
    }
}
