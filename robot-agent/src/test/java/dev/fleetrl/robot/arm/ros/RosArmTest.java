package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.robot.ros.RosWire.Publication;
import dev.fleetrl.robot.ros.message.CompressedImage;
import dev.fleetrl.robot.ros.message.Header;
import dev.fleetrl.robot.ros.message.JointState;
import dev.fleetrl.robot.ros.message.Time;
import dev.fleetrl.robot.ros.message.TwistStamped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RosArmTest {
    private static final RobotModel MODEL = SimulatedDriver.MODEL;
    private static final List<String> NAMES =
            List.of("finger_joint", "joint1", "joint2", "joint3", "joint4", "joint5", "joint6", "joint7");
    private static final List<Double> HOME = List.of(0.04, 0.0, 0.1, 0.0, -2.2, 0.0, 2.3, 0.785398163);

    private final LoopWire wire = new LoopWire();
    private final Publication<JointState> joints =
            wire.publish(MODEL.config().jointStates().ros());
    private final List<Publication<CompressedImage>> cameras = MODEL.config().cameras().stream()
            .map(camera -> wire.publish(camera.ros()))
            .toList();
    private long nanos = TimeUnit.HOURS.toNanos(1);
    private long robotAheadMillis;

    private RosArm arm(RobotModel model) {
        return new RosArm(model, new RosArm.Ports(wire, Runnable::run, () -> nanos, () -> nanos / 1_000_000));
    }

    @Test
    void hasTroublesUntilEverythingWasHeard() {
        RosArm arm = arm(MODEL);
        assertThat(arm.troubles())
                .containsExactly(
                        "/joint_states: no joint states yet; is the robot's driver running in this domain?",
                        "camera third (/third/image_raw/compressed): no picture yet",
                        "camera wrist (/wrist/image_raw/compressed): no picture yet");

        say(NAMES, HOME);
        show(picture());

        assertThat(arm.troubles()).isEmpty();
        assertThat(wire.said("/arm_controller/joint_trajectory")).isEmpty();
    }

    @Test
    void hasTroublesWhenSomethingFallsSilent() {
        RosArm arm = ready();

        after(201);
        assertThat(arm.troubles()).containsExactly("/joint_states: no joint states for more than 200 ms");
        say(NAMES, HOME);
        after(300);
        say(NAMES, HOME);

        assertThat(arm.troubles())
                .hasSize(2)
                .first()
                .isEqualTo("camera third (/third/image_raw/compressed): no picture for more than 500 ms");
    }

    /** A hold that rests on a measurement of long ago would be a motion. */
    @Test
    void saysNothingToAnArmThatItDoesNotHear() {
        RosArm arm = ready();
        arm.hold();
        int before = wire.said("/arm_controller/joint_trajectory").size();

        after(1000);
        arm.hold();

        assertThat(before).isEqualTo(1);
        assertThat(wire.said("/arm_controller/joint_trajectory")).hasSize(1);
    }

    @Test
    void findsTheJointsByTheirNames() {
        RosArm arm = ready();
        Vec ordered = arm.read().joints();

        List<String> names = new ArrayList<>(NAMES);
        List<Double> positions = new ArrayList<>(HOME);
        Collections.reverse(names);
        Collections.reverse(positions);
        say(names, positions);

        assertThat(arm.read().joints()).isEqualTo(ordered);
        assertThat(arm.read().gripper()).isEqualTo(1);
    }

    @Test
    void refusesJointsThatAreMissingOrInDegreesOrNoNumbers() {
        RosArm arm = ready();

        say(NAMES.subList(0, 7), HOME.subList(0, 7));
        assertThat(arm.troubles())
                .containsExactly("/joint_states: no position of joint joint7; it tells of finger_joint, joint1, joint2,"
                        + " joint3, joint4, joint5, joint6");
        say(NAMES, List.of(0.04, 0.0, 5.7, 0.0, -126.0, 0.0, 131.8, 45.0));
        assertThat(arm.troubles())
                .containsExactly(
                        "/joint_states: joint joint4 is at -126.00, far beyond its limits -3.07 to -0.07; does the"
                                + " driver send degrees?");
        say(NAMES, List.of(0.04, Double.NaN, 0.1, 0.0, -2.2, 0.0, 2.3, 0.8));
        assertThat(arm.troubles()).containsExactly("/joint_states: joint joint1 is at NaN");
        say(NAMES, HOME);
        assertThat(arm.troubles()).isEmpty();
    }

    @Test
    void refusesAPictureThatIsNone() {
        RosArm arm = ready();

        show(new byte[] {1, 2, 3});

        assertThat(arm.troubles())
                .first()
                .isEqualTo("camera third (/third/image_raw/compressed): its picture is neither JPEG nor PNG");
        show(picture());
        assertThat(arm.troubles()).isEmpty();
    }

    @Test
    void warnsOfAClockThatIsOff() {
        robotAheadMillis = 2_500;
        RosArm arm = ready();

        assertThat(arm.troubles()).isEmpty();
        assertThat(arm.warnings())
                .containsExactly("/joint_states: the robot's clock is 2.5 s ahead of ours; synchronise both (chrony)");
    }

    /** 2 cm along x within a tick of 20 ms, at a gain of 8 a second. */
    @Test
    void tellsAServoHowFastTheToolIsToMove() {
        RosArmConfig config = MODEL.config();
        RosArm arm = arm(new RobotModel(
                new RosArmConfig(
                        config.name(),
                        config.urdf(),
                        config.base(),
                        config.tool(),
                        config.rest(),
                        config.jointStates(),
                        new RosArmConfig.MotionConfig(RosArmConfig.Kind.TWIST, "/servo/delta", 40),
                        config.gripper(),
                        config.cameras(),
                        config.policyPixels(),
                        config.proprioception(),
                        config.limits()),
                MODEL.chain()));
        say(NAMES, HOME);
        show(picture());

        ToolTarget here = arm.commanded();
        arm.command(new ToolTarget(here.x() + 0.02, here.y(), here.z(), here.rotation(), 1));
        arm.hold();

        List<Record> said = wire.said("/servo/delta");
        assertThat(said).hasSize(2);
        TwistStamped moving = (TwistStamped) said.get(0);
        assertThat(moving.header().frameId()).isEqualTo("base");
        assertThat(moving.twist().linear().x()).isCloseTo(0.16, within(1e-9));
        assertThat(moving.twist().linear().y()).isCloseTo(0, within(1e-9));
        assertThat(((TwistStamped) said.get(1)).twist().linear().x()).isZero();
        assertThat(arm.commanded().x()).isCloseTo(here.x(), within(1e-9));
    }

    /** Whoever led the arm away by hand while it was held finds it where they left it. */
    @Test
    void staysWhereAPersonLedItByHand() {
        RosArm arm = ready();
        arm.hold();
        List<Double> led = new ArrayList<>(HOME);
        led.set(1, 0.5);
        say(NAMES, led);

        arm.hold();

        assertThat(arm.commanded().y()).isGreaterThan(0.2);
    }

    private RosArm ready() {
        RosArm arm = arm(MODEL);
        say(NAMES, HOME);
        show(picture());
        return arm;
    }

    private void after(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void say(List<String> names, List<Double> positions) {
        joints.send(new JointState(header(), names, positions, List.of(), List.of()));
    }

    private void show(byte[] picture) {
        cameras.forEach(camera -> camera.send(new CompressedImage(header(), "jpeg", Bytes.of(picture))));
    }

    private Header header() {
        return new Header(Time.ofNanos(nanos + TimeUnit.MILLISECONDS.toNanos(robotAheadMillis)), "");
    }

    private static byte[] picture() {
        return Picture.grey(160, 120).jpeg(0.9);
    }
}
