package dev.fleetrl.simulation.physics;

import dev.fleetrl.simulation.arm.ArmState;
import dev.fleetrl.simulation.arm.Kinematics;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Vec3;
import org.ode4j.ode.DSliderJoint;
import org.ode4j.ode.OdeHelper;

/**
 * Two fingers that hold by friction alone.
 *
 * <p>Their references are the mean finger position ± F/kp: the common mode is a pure force, the differential mode keeps the
 * full stiffness, so that what is held stays in the middle. Two independent fingers drift sideways together.
 */
final class Gripper {
    private static final double WIDEST = ArmState.WIDE_OPEN / 2;
    private static final double FORCE = 35;
    private static final Servo SERVO = new Servo(8000, 250, 120);

    private static final double PAD_FRICTION = 1.6;
    private static final Solid PAD = Solid.box(0.02, 0.01, 0.026, PAD_FRICTION, 0x26262B);
    private static final Solid FINGER = Solid.box(0.018, 0.014, 0.044, 0.5, 0x8C9099);
    private static final Solid PALM = Solid.box(0.044, 0.2, 0.066, 0.5, 0xE4E6EA);

    /** Middle of a closed pad, in the gripper's frame. */
    private static final double PAD_HEIGHT = 0.1004;

    private final Thing left;
    private final Thing right;
    private final DSliderJoint leftSlide;
    private final DSliderJoint rightSlide;

    Gripper(World world, Thing flange, Pose frame) {
        left = finger(world, frame, 1);
        right = finger(world, frame, -1);
        leftSlide = slide(world, left, flange, frame.rotation().axis(1));
        rightSlide = slide(world, right, flange, frame.rotation().axis(1).times(-1));
        Pose inFlange = Kinematics.gripper(Pose.ORIGIN);
        world.attach(flange, PALM.at(inFlange.times(Pose.at(0, 0, 0.03))), Layer.ARM);
    }

    private static Thing finger(World world, Pose frame, int side) {
        Thing finger = world.body(0.1, frame.times(closed(side)), null);
        finger.body.setGravityMode(false);
        world.attach(finger, PAD, Layer.ARM);
        world.attach(finger, FINGER.at(0, side * 0.008, -0.03), Layer.ARM);
        return finger;
    }

    private static Pose closed(int side) {
        return Pose.at(0, side * 0.005, PAD_HEIGHT);
    }

    private static DSliderJoint slide(World world, Thing finger, Thing flange, Vec3 axis) {
        DSliderJoint slide = OdeHelper.createSliderJoint(world.ode());
        slide.attach(finger.body, flange.body);
        slide.setAxis(axis.x(), axis.y(), axis.z());
        slide.setParamLoStop(-0.001);
        slide.setParamHiStop(WIDEST + 0.002);
        SERVO.install(slide);
        return slide;
    }

    /** Puts the wide-open fingers where the arm has been put. */
    void place(Pose frame) {
        left.place(frame.times(closed(1)).times(Pose.at(0, WIDEST, 0)));
        right.place(frame.times(closed(-1)).times(Pose.at(0, -WIDEST, 0)));
    }

    void servo(boolean closed) {
        double wanted = closed ? 0 : WIDEST;
        double mean = opening() / 2;
        double reach = FORCE / SERVO.stiffness();
        double reference = Math.max(mean - reach, Math.min(mean + reach, wanted));
        leftSlide.setParamVel(SERVO.velocity(reference - leftSlide.getPosition(), 0));
        rightSlide.setParamVel(SERVO.velocity(reference - rightSlide.getPosition(), 0));
    }

    /** Between the fingers, m. */
    double opening() {
        return leftSlide.getPosition() + rightSlide.getPosition();
    }
}
