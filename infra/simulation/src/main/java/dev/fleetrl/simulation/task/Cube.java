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
    private static final double EDGE = 0.04;
    private static final double KILOGRAMS = 0.06;
    private static final double FRICTION = 0.8;

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
        Pose pose = new Pose(new Vec3(x, y, EDGE / 2), Rotation.aboutZ(yaw));
        return new Cube(colour.word(), table.free(KILOGRAMS, Solid.box(EDGE, EDGE, EDGE, FRICTION, colour.rgb), pose));
    }

    Vec3 position() {
        return thing.position();
    }

    /** Fell from the table, or flew out of reach. */
    boolean isLost() {
        Vec3 p = position();
        return p.z() < -0.02 || !(p.norm() < 2);
    }
}
