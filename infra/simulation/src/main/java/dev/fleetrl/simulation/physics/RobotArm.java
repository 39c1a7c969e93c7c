package dev.fleetrl.simulation.physics;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.simulation.arm.ArmState;
import dev.fleetrl.simulation.arm.InverseKinematics;
import dev.fleetrl.simulation.arm.Kinematics;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.ToolTarget;
import dev.fleetrl.simulation.arm.Vec3;
import java.util.Optional;
import org.ode4j.ode.DHingeJoint;
import org.ode4j.ode.OdeHelper;

/** Seven powered hinges and a gripper that follow a commanded tool pose. Links are weightless: ideal gravity compensation. */
public final class RobotArm {
    /** Where the tool may be told to go, m, in the base frame. */
    private static final Vec3 LOWEST = new Vec3(0.2, -0.5, 0.012);

    private static final Vec3 HIGHEST = new Vec3(0.8, 0.5, 0.6);
    private static final double[] LINK_KG = {4, 4, 3, 3, 2.5, 1.5, 1.2};
    private static final double FEED_FORWARD = 0.9;
    private static final double HELD_AT_LEAST = 0.008;
    private static final double HELD_AT_MOST = 0.052;

    private final Thing[] links = new Thing[Kinematics.JOINTS];
    private final DHingeJoint[] hinges = new DHingeJoint[Kinematics.JOINTS];
    private final Servo[] servos = new Servo[Kinematics.JOINTS];
    private final double[] previous = Kinematics.home();
    private final InverseKinematics inverse = new InverseKinematics();
    private final Gripper gripper;
    private ToolTarget commanded;
    private Optional<double[]> wantedJoints = Optional.empty();

    RobotArm(World world) {
        Pose[] zero = Kinematics.links(new double[Kinematics.JOINTS]);
        for (int i = 0; i < links.length; i++) {
            links[i] = world.body(LINK_KG[i], zero[i], null);
            links[i].body.setGravityMode(false);
            hinges[i] = hinge(world, i, zero[i]);
            servos[i] = Servo.ofJoint(Kinematics.torqueLimit(i));
            servos[i].install(hinges[i]);
        }
        Thing last = links[links.length - 1];
        gripper = new Gripper(world, last, Kinematics.gripper(zero[links.length - 1]));
        Pose[] home = Kinematics.links(Kinematics.home());
        for (int i = 0; i < links.length; i++) {
            links[i].place(home[i]);
        }
        gripper.place(Kinematics.gripper(home[links.length - 1]));
        Vec3 tool = Kinematics.tool(home[links.length - 1]).position();
        commanded = new ToolTarget(new Pose(tool, Rotation.DOWN), 1);
    }

    private DHingeJoint hinge(World world, int i, Pose frame) {
        DHingeJoint hinge = OdeHelper.createHingeJoint(world.ode());
        hinge.attach(links[i].body, i == 0 ? null : links[i - 1].body);
        Vec3 p = frame.position();
        Vec3 axis = frame.rotation().axis(2);
        hinge.setAnchor(p.x(), p.y(), p.z());
        hinge.setAxis(axis.x(), axis.y(), axis.z());
        return hinge;
    }

    /** The target from now on, clamped to the workspace. */
    public void command(ToolTarget target) {
        Vec3 p = target.pose().position();
        Vec3 clamped = new Vec3(
                clamp(p.x(), LOWEST.x(), HIGHEST.x()),
                clamp(p.y(), LOWEST.y(), HIGHEST.y()),
                clamp(p.z(), LOWEST.z(), HIGHEST.z()));
        commanded = new ToolTarget(new Pose(clamped, target.pose().rotation()), target.gripper());
        wantedJoints = Optional.empty();
    }

    /** Joints to follow from now on, rad, as a joint controller takes them: within their limits, whatever is in the way. Shape [7]. */
    public void command(double[] joints, double gripper) {
        Pose[] frames = Kinematics.links(joints);
        commanded = new ToolTarget(Kinematics.tool(frames[frames.length - 1]), gripper);
        wantedJoints = Optional.of(joints.clone());
    }

    public ToolTarget commanded() {
        return commanded;
    }

    /** Once a control tick, before its substeps. */
    void plan() {
        double[] measured = joints();
        for (int i = 0; i < previous.length; i++) {
            previous[i] = inverse.reference(i);
        }
        if (wantedJoints.isPresent()) {
            inverse.follow(measured, wantedJoints.get(), World.TICK_SECONDS);
        } else {
            inverse.advance(measured, commanded.pose(), World.TICK_SECONDS);
        }
    }

    /** Once a substep; {@code fraction} of the tick, so that references move evenly. */
    void servo(double fraction) {
        for (int i = 0; i < hinges.length; i++) {
            double reference = previous[i] + (inverse.reference(i) - previous[i]) * fraction;
            double error = reference - hinges[i].getAngle();
            hinges[i].setParamVel(servos[i].velocity(error, FEED_FORWARD * inverse.speed(i)));
        }
        gripper.servo(commanded.isClosed());
    }

    /** Measured pose of the point between the finger tips. */
    public Pose tool() {
        return Kinematics.tool(links[links.length - 1].pose());
    }

    /** Between the fingers, m. */
    public double opening() {
        return gripper.opening();
    }

    /** Told to close, and as far open as on a thing one grips; fingers that close on nothing pass by there, and feel so meanwhile. */
    public boolean isHolding() {
        double opening = opening();
        return commanded.isClosed() && opening > HELD_AT_LEAST && opening < HELD_AT_MOST;
    }

    public ArmState state() {
        float[] joints = new float[hinges.length];
        for (int i = 0; i < joints.length; i++) {
            joints[i] = (float) hinges[i].getAngle();
        }
        return new ArmState(Vec.of(joints), tool(), opening(), isHolding());
    }

    /** Frames of the links, for drawing. */
    public Pose link(int index) {
        return links[index].pose();
    }

    private double[] joints() {
        double[] joints = new double[hinges.length];
        for (int i = 0; i < joints.length; i++) {
            joints[i] = hinges[i].getAngle();
        }
        return joints;
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
