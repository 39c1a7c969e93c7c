package dev.fleetrl.simulation.physics;

import dev.fleetrl.simulation.arm.Pose;
import org.ode4j.ode.DBox;
import org.ode4j.ode.DGeom;

/** A solid in the world: what is drawn, and in whose way one may be. */
public final class Part {
    private final DGeom geom;
    private final Layer layer;
    private Shape shape;
    private int colour;

    Part(DGeom geom, Solid solid, Layer layer) {
        this.geom = geom;
        this.layer = layer;
        shape = solid.shape();
        colour = solid.colour();
    }

    public Shape shape() {
        return shape;
    }

    public int colour() {
        return colour;
    }

    public boolean isTable() {
        return layer == Layer.TABLE;
    }

    /** Whether it can be picked up. */
    public boolean isLoose() {
        return layer == Layer.OBJECT;
    }

    public boolean isOfArm() {
        return layer == Layer.ARM;
    }

    public boolean isOf(Thing thing) {
        return thing.body.equals(geom.getBody());
    }

    void paint(int rgb) {
        colour = rgb;
    }

    void reshape(Shape.Box box) {
        ((DBox) geom).setLengths(box.x(), box.y(), box.z());
        shape = box;
    }

    /** Where it is now. */
    public Pose pose() {
        return Thing.pose(geom.getPosition(), geom.getRotation());
    }
}
