package dev.fleetrl.simulation.physics;

import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.Vec3;
import org.ode4j.ode.DAMotorJoint;
import org.ode4j.ode.DHingeJoint;
import org.ode4j.ode.OdeHelper;

/** Something that turns about a hinge along the base's y, with friction: it stays where it is left. */
public final class Flap {
    private static final double COULOMB_NEWTON_METRE = 0.035;
    private static final double POWERED = 1e-6;

    private final Thing thing;
    private final DHingeJoint hinge;

    /**
     * @param edge middle of the hinge
     * @param side -1 opens towards the robot, +1 away from it
     * @param leaf the flap; shut it lies horizontally from the edge inwards
     * @param angle at the start; 0 is shut
     */
    Flap(World world, double massKg, Vec3 edge, int side, Solid leaf, double angle) {
        double half = ((Shape.Box) leaf.shape()).x() / 2;
        Pose inside = Pose.at(-side * half, 0, 0);
        thing = world.body(massKg, new Pose(edge, Rotation.IDENTITY).times(inside), leaf.shape());
        world.attach(thing, leaf, Layer.MECHANISM);
        hinge = OdeHelper.createHingeJoint(world.ode());
        hinge.attach(thing.body, null);
        hinge.setAnchor(edge.x(), edge.y(), edge.z());
        hinge.setAxis(0, side, 0);
        // Resting exactly on a stop makes a bounded row degenerate.
        hinge.setParamLoStop(-0.01);
        hinge.setParamHiStop(2.1);
        hinge.setParamFMax(POWERED);
        hinge.setParamVel(0);
        DAMotorJoint friction = OdeHelper.createAMotorJoint(world.ode());
        friction.attach(thing.body, null);
        friction.setNumAxes(1);
        friction.setAxis(0, 0, 0, 1, 0);
        friction.setParamVel(0);
        friction.setParamFMax(COULOMB_NEWTON_METRE);
        Rotation opened = Rotation.ofVector(new Vec3(0, side * angle, 0));
        thing.place(new Pose(edge, opened).times(inside));
    }

    /** 0 is shut, π/2 stands upright. */
    public double angle() {
        return hinge.getAngle();
    }

    /** Of the leaf's middle. */
    public Vec3 position() {
        return thing.position();
    }
}
