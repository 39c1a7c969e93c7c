package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.Solid;
import dev.fleetrl.simulation.physics.World;

/** An open bin of 16 cm on the table. */
final class Bin {
    static final Vec3 CENTRE = new Vec3(0.45, -0.28, 0);

    private static final double HALF = 0.08;
    private static final double WALL = 0.008;
    private static final double FRICTION = 0.8;
    private static final int COLOUR = 0x40597F;

    private Bin() {}

    static void on(World table) {
        double x = CENTRE.x();
        double y = CENTRE.y();
        table.fixed(Solid.box(2 * HALF, 2 * HALF, WALL, FRICTION, COLOUR).at(x, y, WALL / 2));
        for (int side = -1; side <= 1; side += 2) {
            table.fixed(Solid.box(WALL, 2 * HALF + WALL, 0.06, FRICTION, COLOUR).at(x + side * HALF, y, 0.03));
            table.fixed(Solid.box(2 * HALF - WALL, WALL, 0.06, FRICTION, COLOUR).at(x, y + side * HALF, 0.03));
        }
    }

    static boolean contains(Vec3 point) {
        return Math.abs(point.x() - CENTRE.x()) < 0.076 && Math.abs(point.y() - CENTRE.y()) < 0.076 && point.z() < 0.05;
    }
}
