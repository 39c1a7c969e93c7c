package dev.fleetrl.simulation.camera;

import dev.fleetrl.simulation.arm.Vec3;

/**
 * One lamp far away, and what comes from everywhere.
 *
 * @param towards direction of the lamp, length 1
 * @param fill from above rather than from below
 */
public record Light(Vec3 towards, float ambient, float diffuse, float fill) {
    static final Light CEILING = new Light(unit(new Vec3(0.35, -0.25, 0.9)), 0.42f, 0.62f, 0.12f);

    /**
     * From another side, and dimmer.
     *
     * @param draw from U[0, 1)
     */
    static Light elsewhere(int severity, double draw) {
        double angle = Math.PI * (0.5 * severity + 0.5 * (draw - 0.5));
        Vec3 usual = CEILING.towards;
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        Vec3 turned = new Vec3(c * usual.x() - s * usual.y(), s * usual.x() + c * usual.y(), usual.z());
        return new Light(turned, CEILING.ambient - 0.09f * severity, CEILING.diffuse - 0.06f * severity, CEILING.fill);
    }

    private static Vec3 unit(Vec3 v) {
        return v.times(1 / v.norm());
    }
}
