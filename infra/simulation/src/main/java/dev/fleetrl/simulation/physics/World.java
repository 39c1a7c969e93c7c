package dev.fleetrl.simulation.physics;

import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Vec3;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ode4j.math.DQuaternionC;
import org.ode4j.math.DVector3C;
import org.ode4j.ode.DAMotorJoint;
import org.ode4j.ode.DBody;
import org.ode4j.ode.DContactJoint;
import org.ode4j.ode.DGeom;
import org.ode4j.ode.DHingeJoint;
import org.ode4j.ode.DJoint;
import org.ode4j.ode.DLMotorJoint;
import org.ode4j.ode.DMass;
import org.ode4j.ode.DSliderJoint;
import org.ode4j.ode.DSpace;
import org.ode4j.ode.DWorld;
import org.ode4j.ode.OdeHelper;

/**
 * One table with one arm, and what a task puts on it. Made afresh for each episode, because only then the same seed gives the
 * same bits; used by one thread at a time.
 */
public final class World implements AutoCloseable {
    /** 250 Hz. */
    public static final double SUBSTEP_SECONDS = 0.004;

    public static final int SUBSTEPS_PER_TICK = 5;

    /** 50 Hz. */
    public static final double TICK_SECONDS = SUBSTEP_SECONDS * SUBSTEPS_PER_TICK;

    private static final Solid TABLE = Solid.box(0.9, 1.2, 0.1, 0.8, 0xA98F70);
    private static final double SPHERE_RADIUS = 0.08;
    private static final long FNV_PRIME = 1099511628211L;

    static {
        OdeHelper.initODE2(0);
    }

    private final DWorld ode = OdeHelper.createWorld();
    private final DSpace space = OdeHelper.createSimpleSpace();
    private final Contacts contacts = new Contacts(ode, space);
    private final List<Thing> things = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Drawer> drawers = new ArrayList<>();
    private final RobotArm arm;
    private int solverMessages;

    public World() {
        ode.setGravity(0, 0, -9.81);
        ode.setERP(0.2);
        ode.setCFM(1e-9);
        ode.setContactSurfaceLayer(2e-5);
        ode.setContactMaxCorrectingVel(0.3);
        ode.setAutoDisableFlag(false);
        arm = new RobotArm(this);
        fixed(TABLE.at(0.45, 0, -0.05), Layer.TABLE);
    }

    public RobotArm arm() {
        return arm;
    }

    /** Bolts a piece of furniture to the world. */
    public void fixed(Solid solid) {
        fixed(solid, Layer.FURNITURE);
    }

    private void fixed(Solid solid, Layer layer) {
        DGeom geom = geom(solid, layer);
        Vec3 p = solid.place().position();
        geom.setPosition(p.x(), p.y(), p.z());
        geom.setRotation(Thing.matrix(solid.place().rotation()));
    }

    /** Lays down a box that can be picked up. */
    public Thing free(double massKg, Solid box, Pose pose) {
        Thing thing = body(massKg, pose, box.shape());
        thing.body.setDamping(0.0005, 0.001);
        attach(thing, box, Layer.OBJECT);
        return thing;
    }

    /** Gives a thing another colour. */
    public void paint(Thing thing, int rgb) {
        parts.stream().filter(part -> part.isOf(thing)).forEach(part -> part.paint(rgb));
    }

    /** Gives a thing that is one box, and stands on the table, other edges. Its mass stays. */
    public void reshape(Thing thing, Shape.Box box) {
        DMass mass = OdeHelper.createMass();
        mass.setBoxTotal(thing.body.getMass().getMass(), box.x(), box.y(), box.z());
        thing.body.setMass(mass);
        parts.stream().filter(part -> part.isOf(thing)).forEach(part -> part.reshape(box));
        thing.place(new Pose(thing.position().withZ(box.z() / 2), thing.pose().rotation()));
    }

    /** A drawer that opens towards the robot by at most {@code travel} m. */
    public Drawer drawer(double massKg, Pose closed, double travel, List<Solid> solids) {
        Drawer drawer = new Drawer(this, massKg, closed, travel, solids);
        drawers.add(drawer);
        return drawer;
    }

    /** A flap of a box, see {@link Flap}. */
    public Flap flap(double massKg, Vec3 edge, int side, Solid leaf, double angle) {
        return new Flap(this, massKg, edge, side, leaf, angle);
    }

    /** One control tick of 20 ms. */
    public void tick() {
        arm.plan();
        for (int substep = 1; substep <= SUBSTEPS_PER_TICK; substep++) {
            arm.servo((double) substep / SUBSTEPS_PER_TICK);
            drawers.forEach(Drawer::rub);
            contacts.update();
            int before = SolverMessages.onThisThread();
            ode.step(SUBSTEP_SECONDS);
            solverMessages += SolverMessages.onThisThread() - before;
        }
    }

    /** How often the solver complained; more than a few and the episode's physics cannot be trusted. */
    public int solverMessages() {
        return solverMessages;
    }

    /** All that can be seen but the arm's links. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Over the bits of each body's position and orientation. */
    public long hash() {
        long hash = 7;
        for (Thing thing : things) {
            DVector3C p = thing.body.getPosition();
            DQuaternionC q = thing.body.getQuaternion();
            double[] numbers = {p.get0(), p.get1(), p.get2(), q.get0(), q.get1(), q.get2(), q.get3()};
            for (double number : numbers) {
                hash = hash * FNV_PRIME + Double.doubleToRawLongBits(number);
            }
        }
        return hash;
    }

    /** Joints that break the joint rule of this package; must be empty. */
    public List<String> unpoweredJoints() {
        List<String> unpowered = new ArrayList<>();
        for (Thing thing : things) {
            for (int i = 0; i < thing.body.getNumJoints(); i++) {
                DJoint joint = thing.body.getJoint(i);
                if (!(motor(joint) > 0)) {
                    unpowered.add(joint.getClass().getSimpleName() + " of body " + things.indexOf(thing));
                }
            }
        }
        return unpowered;
    }

    private static double motor(DJoint joint) {
        boolean powers = joint instanceof DLMotorJoint || joint instanceof DAMotorJoint;
        if (powers || joint instanceof DHingeJoint || joint instanceof DSliderJoint) {
            return joint.getParam(DJoint.PARAM_N.dParamFMax1);
        }
        return joint instanceof DContactJoint ? 1 : 0;
    }

    DWorld ode() {
        return ode;
    }

    /** A body with the inertia of {@code box}, or of a ball. */
    Thing body(double massKg, Pose pose, @Nullable Shape shape) {
        DBody body = OdeHelper.createBody(ode);
        DMass mass = OdeHelper.createMass();
        if (shape instanceof Shape.Box box) {
            mass.setBoxTotal(massKg, box.x(), box.y(), box.z());
        } else {
            mass.setSphereTotal(massKg, SPHERE_RADIUS);
        }
        body.setMass(mass);
        body.setDamping(0, 0);
        Thing thing = new Thing(body);
        thing.place(pose);
        things.add(thing);
        return thing;
    }

    void attach(Thing thing, Solid solid, Layer layer) {
        DGeom geom = geom(solid, layer);
        Vec3 p = solid.place().position();
        geom.setBody(thing.body);
        geom.setOffsetPosition(p.x(), p.y(), p.z());
        geom.setOffsetRotation(Thing.matrix(solid.place().rotation()));
    }

    private DGeom geom(Solid solid, Layer layer) {
        DGeom geom = create(solid.shape());
        geom.setCategoryBits(layer.category);
        geom.setCollideBits(layer.collidesWith());
        geom.setData(solid);
        parts.add(new Part(geom, solid, layer));
        return geom;
    }

    private DGeom create(Shape shape) {
        if (shape instanceof Shape.Box box) {
            return OdeHelper.createBox(space, box.x(), box.y(), box.z());
        }
        Shape.Capsule capsule = (Shape.Capsule) shape;
        return OdeHelper.createCapsule(space, capsule.radius(), capsule.length());
    }

    @Override
    public void close() {
        contacts.destroy();
        space.destroy();
        ode.destroy();
    }
}
