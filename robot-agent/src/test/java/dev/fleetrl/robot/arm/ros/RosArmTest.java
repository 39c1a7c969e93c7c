package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.robot.ros.message.Bool;
import dev.fleetrl.robot.ros.message.TwistStamped;
import dev.fleetrl.robot.ros.message.Vector3;
import dev.fleetrl.robot.ros.message.Wrench;
import dev.fleetrl.robot.ros.message.WrenchStamped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RosArmTest extends ScriptedDriver {
    /** A hold that rests on a measurement of long ago would be a motion; what comes after begins where the arm is found. */
    @Test
    void tellsAnArmThatItDoesNotHearOnceToStandStill() {
        RosArm arm = ready();
        ToolTarget here = arm.commanded();
        arm.command(new ToolTarget(here.x(), here.y() + 0.01, here.z(), here.rotation(), 1));
        List<Double> moving = last().positions();

        after(1000);
        arm.hold();
        arm.hold();

        assertThat(wire.said(TRAJECTORIES)).hasSize(2);
        assertThat(last().positions()).isEqualTo(moving);
        List<Double> elsewhere = new ArrayList<>(HOME);
        elsewhere.set(1, 0.1);
        say(NAMES, elsewhere);
        assertThat(arm.commanded().y()).isCloseTo(arm.read().toolPose().at(1), within(1e-6));
    }

    /** A step that waits for its driver asks two thousand times a second. */
    @Test
    void saysNoMoreThanOnceATick() {
        RosArm arm = ready();
        ToolTarget here = arm.commanded();
        arm.command(new ToolTarget(here.x(), here.y() + 0.01, here.z(), here.rotation(), 1));
        for (int i = 0; i < 200; i++) {
            nanos += TimeUnit.MICROSECONDS.toNanos(500);
            arm.rest();
        }
        int resting = wire.said(TRAJECTORIES).size();
        for (int i = 0; i < 200; i++) {
            nanos += TimeUnit.MICROSECONDS.toNanos(500);
            arm.hold();
        }

        assertThat(resting).isBetween(5, 7);
        assertThat(wire.said(TRAJECTORIES)).hasSize(resting + 1);
        assertThat(arm.commanded().y()).isBetween(here.y() - 0.001, here.y() + 0.011);
    }

    /** The fingers stand at 3 cm and hold something: an agent that starts anew must not let go. */
    @Test
    void goesOnHoldingWhatItHeldBefore() {
        List<Double> holding = new ArrayList<>(HOME);
        holding.set(0, 0.015);
        RosArm arm = arm(MODEL);
        say(NAMES, holding);
        show(picture());

        arm.hold();

        assertThat(arm.commanded().gripper()).isEqualTo(-1);
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

    /** Fifty times a second it is asked. */
    @Test
    void tellsALampAtEachChangeAndTwiceASecond() {
        RosArm arm = servo();
        for (int tick = 0; tick < 110; tick++) {
            arm.recording(tick >= 55);
            after(20);
        }

        assertThat(wire.said("/recording"))
                .containsExactly(
                        new Bool(false),
                        new Bool(false),
                        new Bool(false),
                        new Bool(true),
                        new Bool(true),
                        new Bool(true));
    }

    @Test
    void feelsForcesAfterAllElseAndTrustsNoSilentSensor() {
        RosArm arm = servo();
        say(NAMES, HOME);
        show(picture());
        assertThat(arm.troubles()).containsExactly("force sensor (/wrench): nothing heard yet");

        feel(new Vector3(10, -20, 200));
        Vec felt = arm.observe().proprioception();

        assertThat(arm.troubles()).isEmpty();
        assertThat(arm.model().proprioception()).hasSize(felt.size()).endsWith("torque-z");
        assertThat(List.of(felt.at(10), felt.at(11), felt.at(12), felt.at(13))).containsExactly(0.5f, -1f, 3f, 0.05f);
        feel(new Vector3(Double.NaN, 0, 0));
        assertThat(arm.troubles()).containsExactly("force sensor (/wrench): says numbers that are none");
        assertThat(arm.observe().proprioception().at(10)).isZero();
        feel(new Vector3(0, 0, 0));
        after(101);
        assertThat(arm.troubles()).contains("force sensor (/wrench): silent for more than 100 ms");
    }

    private void feel(Vector3 force) {
        wire.publish(new RosArmConfig.Wrench("/wrench", 100, 20, 2).ros())
                .send(new WrenchStamped(header(), new Wrench(force, new Vector3(0.1, 0, 0))));
    }

    private RosArm servo() {
        RosArmConfig config = MODEL.config();
        return arm(new RobotModel(
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
                        Optional.of(new RosArmConfig.Wrench("/wrench", 100, 20, 2)),
                        Optional.of("/recording"),
                        config.limits()),
                MODEL.chain(),
                MODEL.self()));
    }

    /** 2 cm along x within a tick of 20 ms, at a gain of 8 a second. */
    @Test
    void tellsAServoHowFastTheToolIsToMove() {
        RosArm arm = servo();
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
        after(600);
        say(NAMES, led);

        arm.hold();

        assertThat(arm.commanded().y()).isGreaterThan(0.2);
    }

    /** A tenth of a radian at a quarter of a radian a second; it was 40 ms. */
    @Test
    void comesBackSlowlyFromNearby() {
        RosArm arm = ready();
        arm.hold();
        List<Double> sagged = new ArrayList<>(HOME);
        sagged.set(2, 0.2);
        after(600);
        say(NAMES, sagged);

        arm.hold();

        assertThat(last().positions().get(1)).isEqualTo(0.1);
        assertThat(last().timeFromStart().nanos()).isCloseTo(400_000_000L, within(1_000L));
    }

    /** Held back for a second, its reference runs ahead by 0.15 rad; freed, it gets the time that its joints need for that. */
    @Test
    void doesNotLeapWhenItComesFree() {
        RosArm arm = ready();

        push(arm, 35);

        double most = 0;
        for (int j = 0; j < 7; j++) {
            double speed = MODEL.chain().joints().get(j).limits().velocity();
            most = Math.max(most, Math.abs(last().positions().get(j) - HOME.get(j + 1)) / speed);
        }
        assertThat(most).isGreaterThan(0.05);
        assertThat(last().timeFromStart().nanos() / 1e9).isGreaterThanOrEqualTo(most - 1e-6);
    }
}
