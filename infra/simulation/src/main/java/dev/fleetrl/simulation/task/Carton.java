package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.Flap;
import dev.fleetrl.simulation.physics.Solid;
import dev.fleetrl.simulation.physics.World;
import java.util.List;

/**
 * An open box on the table whose two flaps meet over its middle when they are shut.
 *
 * @param centre on the table
 * @param flaps the one towards the robot, then the other
 */
record Carton(Vec3 centre, List<Flap> flaps) {
    /** Of the shut flaps' upper side. */
    static final double TOP = 0.066;

    /** From the middle to each hinge, and a flap's length. */
    static final double HALF = 0.08;

    private static final double HINGE = 0.064;
    private static final double WALL = 0.004;
    private static final double HEIGHT = 0.06;
    private static final double SHUT = 0.12;
    private static final double KILOGRAMS = 0.03;
    private static final int BROWN = 0xB08A5A;
    private static final int[] LEAVES = {0xC79A62, 0xDCB67E};

    static Carton on(World table, double x, double y, double near, double far) {
        table.fixed(Solid.box(2 * HALF, 2 * HALF, WALL, 0.6, BROWN).at(x, y, WALL / 2 + 0.001));
        for (int side = -1; side <= 1; side += 2) {
            double inset = HALF - WALL / 2;
            table.fixed(Solid.box(WALL, 2 * HALF, HEIGHT, 0.6, BROWN).at(x + side * inset, y, HEIGHT / 2));
            Solid across = Solid.box(2 * (HALF - WALL), WALL, HEIGHT, 0.6, BROWN);
            table.fixed(across.at(x, y + side * inset, HEIGHT / 2));
        }
        return new Carton(new Vec3(x, y, 0), List.of(flap(table, x, y, -1, near), flap(table, x, y, 1, far)));
    }

    private static Flap flap(World table, double x, double y, int side, double angle) {
        Solid leaf = Solid.box(HALF - 0.001, 2 * HALF - 0.01, WALL, 0.5, LEAVES[(side + 1) / 2]);
        return table.flap(KILOGRAMS, new Vec3(x + side * HALF, y, HINGE), side, leaf, angle);
    }

    boolean isShut(int flap) {
        return flaps.get(flap).angle() < SHUT;
    }

    /** Middle of a flap's hinge. */
    Vec3 hinge(int flap) {
        return centre.plus(new Vec3(side(flap) * HALF, 0, HINGE));
    }

    /** -1 towards the robot, +1 away from it. */
    static int side(int flap) {
        return 2 * flap - 1;
    }

    /** Fallen between the walls, below the flaps. */
    boolean contains(Vec3 point) {
        return Math.abs(point.x() - centre.x()) < HALF
                && Math.abs(point.y() - centre.y()) < HALF
                && point.z() < HEIGHT - 0.01;
    }
}
