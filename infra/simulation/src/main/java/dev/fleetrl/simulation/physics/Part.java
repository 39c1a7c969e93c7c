package dev.fleetrl.simulation.physics;

import dev.fleetrl.simulation.arm.Pose;
import org.ode4j.ode.DGeom;

/** A solid in the world, for drawing. */
public final class Part {
    private final DGeom geom;
    private final Solid solid;

    Part(DGeom geom, Solid solid) {
        this.geom = geom;
        this.solid = solid;
    }

    public Shape shape() {
        return solid.shape();
    }

    public int colour() {
        return solid.colour();
    }

    /** Where it is now. */
    public Pose pose() {
        return Thing.pose(geom.getPosition(), geom.getRotation());
    }
}
