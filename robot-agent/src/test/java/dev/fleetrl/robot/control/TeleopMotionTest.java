package dev.fleetrl.robot.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Vec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TeleopMotionTest {
    private static final long MILLI = 1_000_000L;
    private static final ToolTarget HOME = new ToolTarget(0, 0, 0, Rotation.NONE, 1);

    private final TeleopMotion motion = new TeleopMotion(new TeleopMotion.Limits(0.25, 1, 200 * MILLI));

    @Test
    void growsOverItsRamp() {
        motion.engage(0);
        motion.on(twist(0.1f, 0), 0);

        assertThat(motion.next(HOME, 0.02, 100 * MILLI).x()).isCloseTo(0.001, within(1e-8));
        assertThat(motion.next(HOME, 0.02, 200 * MILLI).x()).isCloseTo(0.002, within(1e-8));
    }

    @Test
    void isNoFasterThanAPersonMayBe() {
        motion.on(twist(3, 5), 1_000 * MILLI);

        ToolTarget next = motion.next(HOME, 0.02, 1_000 * MILLI);

        assertThat(next.x()).isCloseTo(0.005, within(1e-8));
        assertThat(next.rotation().vector()[2]).isCloseTo(0.02, within(1e-6));
    }

    @Test
    void standsWhenItsTimeToLiveIsOver() {
        motion.on(twist(0.1f, 0), 1_000 * MILLI);

        assertThat(motion.isLive(1_200 * MILLI)).isTrue();
        assertThat(motion.isLive(1_201 * MILLI)).isFalse();
        assertThat(motion.next(HOME, 0.02, 1_201 * MILLI)).isEqualTo(HOME);
    }

    @Test
    void movesTheGripperOnlyWhenAsked() {
        motion.on(twist(0, 0), 0);

        assertThat(motion.next(HOME, 0.02, 0).gripper()).isEqualTo(1);

        motion.on(new TeleopCommand(new OperatorId("ada"), 1, 2, 0, 200, true, Vec.of(0, 0, 0, 0, 0, 0), -1), 0);
        assertThat(motion.next(HOME, 0.02, 0).gripper()).isEqualTo(-1);
    }

    /** At a hundredth of the most speed a wrist turns back at a hundredth, too. */
    @Test
    void turnsBackNoFasterThanIsAsked() {
        for (int i = 0; i <= 50; i++) {
            motion.note(new ToolTarget(0, 0, 0, Rotation.ofVector(0, 0, 0.02 * i), 1), 0);
        }
        ToolTarget turned = new ToolTarget(0, 0, 0, Rotation.ofVector(0, 0, 1), 1);
        motion.on(rewind(0.0025), 1_000 * MILLI);

        ToolTarget next = motion.next(turned, 0.02, 1_000 * MILLI);

        assertThat(next.rotation().vector()[2]).isCloseTo(1 - 0.0002, within(1e-6));
        motion.on(rewind(0), 1_000 * MILLI);
        assertThat(motion.next(turned, 0.02, 1_000 * MILLI)).isEqualTo(turned);
    }

    @Test
    void knowsNoWayBackAfterAStop() {
        for (int i = 0; i <= 50; i++) {
            motion.note(new ToolTarget(0.002 * i, 0, 0, Rotation.NONE, 1), 0);
        }
        ToolTarget there = new ToolTarget(0.1, 0, 0, Rotation.NONE, 1);
        motion.on(ControlMode.STOPPED);
        motion.on(rewind(0.1), 1_000 * MILLI);

        assertThat(motion.next(there, 0.02, 1_000 * MILLI)).isEqualTo(there);
    }

    private static TeleopCommand rewind(double speed) {
        return new TeleopCommand(
                new OperatorId("ada"), 1, 1, 0, 200, true, Vec.of(0, 0, 0, 0, 0, 0), 0, Optional.of(speed));
    }

    private static TeleopCommand twist(float x, float turn) {
        return new TeleopCommand(new OperatorId("ada"), 1, 1, 0, 200, true, Vec.of(x, 0, 0, 0, 0, turn), 0);
    }
}
