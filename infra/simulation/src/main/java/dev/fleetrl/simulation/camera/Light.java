package dev.fleetrl.simulation.camera;

import dev.fleetrl.simulation.arm.Vec3;

/**
 * One lamp far away, and what comes from everywhere.
 *
 * @param towards direction of the lamp, length 1
 * @param fill from above rather than from below
 */
record Light(Vec3 towards, float ambient, float diffuse, float fill) {
    static final Light CEILING = new Light(unit(new Vec3(0.35, -0.25, 0.9)), 0.42f, 0.62f, 0.12f);

    private static Vec3 unit(Vec3 v) {
        return v.times(1 / v.norm());
    }
}
