package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RosArmTroublesTest extends ScriptedDriver {
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
        assertThat(wire.said(TRAJECTORIES)).isEmpty();
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

    /** What is on its way when another scene is laid out was said of the one before. */
    @Test
    void awaitsEverythingAnewInAnotherScene() {
        RosArm arm = ready();
        push(arm, 1);
        int said = wire.said(TRAJECTORIES).size();

        arm.forget();
        say(NAMES, HOME);
        show(picture());
        after(60);

        assertThat(arm.troubles()).hasSize(3).first().asString().contains("no joint states yet");
        arm.hold();
        assertThat(wire.said(TRAJECTORIES)).hasSize(said + 1); // that it should stand still
        say(NAMES, HOME);
        show(picture());
        assertThat(arm.troubles()).isEmpty();
    }

    /** A quarter of a metre ahead of an arm that stands: held, it presses no longer, and says why until it is sent somewhere else. */
    @Test
    void stopsPushingWhenTheArmDoesNotFollow() {
        RosArm arm = ready();
        push(arm, 40);
        assertThat(arm.behind()).isEmpty();

        push(arm, 12);
        assertThat(arm.behind()).isPresent();
        arm.hold();

        assertThat(arm.behind()).isEmpty();
        assertThat(arm.warnings()).singleElement().asString().contains("is something in the way");
        for (int j = 0; j < 7; j++) {
            assertThat(last().positions().get(j)).isCloseTo(HOME.get(j + 1), within(0.02));
        }
        push(arm, 1);
        assertThat(arm.warnings()).isEmpty();
    }

    @Test
    void doesNotTrustWhatComesLate() {
        RosArm arm = ready();

        robotAheadMillis = -201;
        say(NAMES, HOME);

        assertThat(arm.troubles()).containsExactly("/joint_states: joint states come more than 200 ms late");
        robotAheadMillis = -501;
        say(NAMES, HOME);
        show(picture());
        assertThat(arm.troubles())
                .contains("camera wrist (/wrist/image_raw/compressed): pictures come more than 500 ms late");
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
}
