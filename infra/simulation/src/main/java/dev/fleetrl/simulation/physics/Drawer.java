package dev.fleetrl.simulation.physics;

import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Vec3;
import java.util.List;
import org.ode4j.ode.DJoint.PARAM_N;
import org.ode4j.ode.DLMotorJoint;
import org.ode4j.ode.DSliderJoint;
import org.ode4j.ode.OdeHelper;

/** Something that slides out along the base's -x, with friction. */
public final class Drawer {
    private static final double COULOMB_NEWTON = 1.5;
    private static final double VISCOUS = 6;
    private static final double POWERED = 1e-6;

    private final Thing thing;
    private final double closedX;

    Drawer(World world, double massKg, Pose closed, double travel, List<Solid> solids) {
        thing = world.body(massKg, closed, new Shape.Box(0.2, 0.18, 0.08));
        closedX = closed.position().x();
        for (Solid solid : solids) {
            world.attach(thing, solid, Layer.MECHANISM);
        }
        DSliderJoint slide = OdeHelper.createSliderJoint(world.ode());
        slide.attach(thing.body, null);
        slide.setAxis(-1, 0, 0);
        // Resting exactly on a stop makes a bounded row degenerate, hence half a millimetre.
        slide.setParamLoStop(-0.0005);
        slide.setParamHiStop(travel);
        slide.setParamFMax(POWERED);
        slide.setParamVel(0);
        slide.setParam(PARAM_N.dParamStopCFM1, 1e-5);
        DLMotorJoint friction = OdeHelper.createLMotorJoint(world.ode());
        friction.attach(thing.body, null);
        friction.setNumAxes(1);
        friction.setAxis(0, 0, 1, 0, 0);
        friction.setParamVel(0);
        friction.setParamFMax(COULOMB_NEWTON);
        friction.setParam(PARAM_N.dParamCFM1, 1e-3);
    }

    void rub() {
        thing.body.addForce(-VISCOUS * thing.body.getLinearVel().get0(), 0, 0);
    }

    /** How far it is out, m. */
    public double opening() {
        return closedX - thing.position().x();
    }

    public Vec3 position() {
        return thing.position();
    }

    public double closedX() {
        return closedX;
    }
}
