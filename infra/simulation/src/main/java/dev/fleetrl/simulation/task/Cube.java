package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.Solid;
import dev.fleetrl.simulation.physics.Thing;
import dev.fleetrl.simulation.physics.World;
import java.util.Locale;

/** A cube of 4 cm and 60 g. */
record Cube(String colour, Thing thing) {
    static final double EDGE = 0.04;

    private static final double KILOGRAMS = 0.06;
    private static final double FRICTION = 0.8;

    /** Of the three axes one stands up; its z component is 1 and the others' are 0. */
    private static final double LEVEL = 0.7;

    /** Cosine of 11°. */
    private static final double UPRIGHT = 0.98;

    enum Colour {
        RED(0xD92620),
        BLUE(0x2448D8),
        GREEN(0x22A63C);

        final int rgb;

        Colour(int rgb) {
            this.rgb = rgb;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Cube on(World table, Colour colour, double x, double y, double yaw) {
        return on(table, colour.word(), colour.rgb, x, y, yaw);
    }

    static Cube on(World table, String colour, int rgb, double x, double y, double yaw) {
        return at(table, colour, rgb, new Pose(new Vec3(x, y, EDGE / 2), Rotation.aboutZ(yaw)));
    }

    static Cube at(World table, String colour, int rgb, Pose pose) {
        return new Cube(colour, table.free(KILOGRAMS, Solid.box(EDGE, EDGE, EDGE, FRICTION, rgb), pose));
    }

    /** Of its sides as seen from above, up to quarter turns; also after it has tumbled onto another face. */
    double yaw() {
        Rotation rotation = thing.pose().rotation();
        boolean lies = Math.abs(rotation.at(2, 0)) < LEVEL;
        return lies ? rotation.yaw() : StrictMath.atan2(rotation.at(1, 1), rotation.at(0, 1));
    }

    Vec3 position() {
        return thing.position();
    }

    /** Whether it lies on a face, or would. */
    boolean isLevel() {
        Rotation rotation = thing.pose().rotation();
        double x = Math.abs(rotation.at(2, 0));
        double y = Math.abs(rotation.at(2, 1));
        return Math.max(x, Math.max(y, Math.abs(rotation.at(2, 2)))) > UPRIGHT;
    }

    /** Fell from the table, or flew out of reach. */
    boolean isLost() {
        Vec3 p = position();
        return p.z() < -0.02 || !(p.norm() < 2);
    }
}
