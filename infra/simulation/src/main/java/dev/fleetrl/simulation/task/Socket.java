package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.Solid;
import dev.fleetrl.simulation.physics.World;

/**
 * A block on the table with a square hole down to it, chamfered at the mouth.
 *
 * @param centre of the hole, on the table
 * @param yaw of its sides, up to quarter turns
 */
record Socket(Vec3 centre, double yaw) {
    /** Between the peg and each wall. */
    static final double CLEARANCE = 0.0015;

    /** Width and height of the slope. */
    static final double CHAMFER = 0.005;

    /** Of the block's top. */
    static final double RIM = 0.013;

    private static final double HALF = Cube.EDGE / 2 + CLEARANCE;
    private static final double WALL = 0.02;

    /** The slope stands out: an edge that it shared with a wall would touch twice, which no solver likes. */
    private static final double PROUD = 0.0003;

    /** With the peg's 0.8 it makes 0.4: what lies on a slope of 45° slides down. */
    private static final double FRICTION = 0.2;

    private static final double SLIP = 1e-3;
    private static final int STEEL = 0x3C4656;
    private static final int SLOPE = 0xE8EAEE;

    static Socket on(World table, double x, double y, double yaw) {
        Pose place = new Pose(new Vec3(x, y, 0), Rotation.aboutZ(yaw));
        double straight = RIM - CHAMFER;
        double mouth = HALF + CHAMFER;
        double thickness = CHAMFER / 2;
        // From the middle of the slope, half the thickness inwards along the normal.
        double deep = thickness / 2 * Math.sqrt(0.5);
        Rotation slope = Rotation.ofVector(new Vec3(0, -Math.PI / 4, 0));
        for (int side = 0; side < 4; side++) {
            Pose wall = place.times(new Pose(Vec3.ZERO, Rotation.aboutZ(side * Math.PI / 2)));
            Vec3 middle = new Vec3(HALF + CHAMFER / 2 + deep, 0, straight + CHAMFER / 2 - deep);
            Solid sloping = Solid.box(CHAMFER * Math.sqrt(2), 2 * mouth, thickness, FRICTION, SLOPE);
            table.fixed(sloping.slipping(SLIP).at(wall.times(new Pose(middle, slope))));
            piece(table, wall, HALF + PROUD, straight - PROUD);
            piece(table, wall, mouth + PROUD, RIM - PROUD);
        }
        return new Socket(new Vec3(x, y, 0), yaw);
    }

    /** A wall from so far from the middle to the edge. It ends where the next one begins. */
    private static void piece(World table, Pose wall, double from, double height) {
        double to = HALF + WALL;
        Solid solid = Solid.box(to - from, to + from, height, FRICTION, STEEL);
        table.fixed(solid.slipping(SLIP).at(wall.times(Pose.at((to + from) / 2, (to - from) / 2, height / 2))));
    }

    /** How far from the hole's middle, as seen from above. */
    double off(Cube peg) {
        return peg.position().horizontalDistance(centre);
    }

    /** Whether the peg's lower end is below the rim and nowhere but in the mouth. */
    boolean isEntered(Cube peg) {
        return off(peg) < CHAMFER + CLEARANCE && height(peg) < RIM - 0.001;
    }

    boolean contains(Cube peg) {
        return off(peg) < 2 * CLEARANCE && height(peg) < 0.005;
    }

    /** Of the peg's lower end, if it is upright. */
    static double height(Cube peg) {
        return peg.position().z() - Cube.EDGE / 2;
    }
}
