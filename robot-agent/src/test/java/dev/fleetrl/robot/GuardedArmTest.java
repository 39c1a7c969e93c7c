package dev.fleetrl.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmModel;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.GuardLimits;
import dev.fleetrl.robot.control.Rotation;
import dev.fleetrl.robot.control.ToolTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** At 5 m/s² the step of a tick may change by 2 mm. */
class GuardedArmTest {
    private final NotedArm arm = new NotedArm();
    private final GuardedArm guarded = new GuardedArm(arm);

    @Test
    void comesToRestSmoothlyBeforeItHolds() {
        move();

        guarded.brake();
        guarded.brake();
        guarded.brake();

        assertThat(arm.noted).containsExactly("2", "6", "12", "16", "18", "hold");
    }

    @Test
    void comesToRestSmoothlyFromWhatIsNoNumber() {
        move();

        guarded.follow(at(Double.NaN));

        assertThat(arm.noted).containsExactly("2", "6", "12", "16");
    }

    /** It is not known where it is: nothing more is asked of it. */
    @Test
    void holdsAtOnceAnArmInTrouble() {
        move();

        arm.troubles = List.of("joint states: none");
        guarded.brake();

        assertThat(arm.noted).containsExactly("2", "6", "12", "hold");
    }

    @Test
    void holdsAtOnceAnArmThatIsOutOfItsBounds() {
        move();

        arm.joints = Vec.of(4);
        guarded.follow(at(1));

        assertThat(arm.noted).containsExactly("2", "6", "12", "hold");
    }

    @Test
    void stopsAtOnceWhenThatIsAskedFor() {
        move();

        guarded.stop();
        guarded.brake();

        assertThat(arm.noted).containsExactly("2", "6", "12", "hold", "hold");
    }

    /** Half a tick after the third step: 12 and 2.5, 3 and 1 mm more. */
    @Test
    void comesToRestFromTheMiddleOfATick() {
        move();

        guarded.early(0.5);
        guarded.brake();
        guarded.brake();
        guarded.brake();
        guarded.brake();

        assertThat(arm.noted).containsExactly("2", "6", "12", "15", "18", "19", "hold");
    }

    private void move() {
        for (int tick = 0; tick < 3; tick++) {
            guarded.follow(at(1));
        }
    }

    private static ToolTarget at(double x) {
        return new ToolTarget(x, 0, 0, Rotation.NONE, 1);
    }

    /** Goes wherever it is sent, and notes the millimetres. */
    private static final class NotedArm implements Arm {
        final List<String> noted = new ArrayList<>();
        List<String> troubles = List.of();
        Vec joints = Vec.of(0);
        private ToolTarget commanded = at(0);

        @Override
        public ArmModel model() {
            GuardLimits limits = new GuardLimits(
                    0.5, 1, 5, 1e9, Vec.of(-1, -1, -1), Vec.of(1, 1, 1), Vec.of(-2), Vec.of(2), Vec.of(300));
            return new ArmModel(
                    "noted", List.of(), List.of(), ArmModel.OF_TOOL_AND_GRIPPER, new ActionLimits(1, 1), limits);
        }

        @Override
        public List<String> troubles() {
            return troubles;
        }

        @Override
        public ToolTarget commanded() {
            return commanded;
        }

        @Override
        public Reading read() {
            return new Reading(Vec.of(0, 0, 0, 0, 0, 0), 1, joints);
        }

        @Override
        public Observation observe() {
            throw new UnsupportedOperationException("it sees nothing");
        }

        @Override
        public Supplier<Frame> video(String camera) {
            throw new UnsupportedOperationException("it sees nothing");
        }

        @Override
        public void command(ToolTarget target) {
            commanded = target;
            noted.add(Long.toString(Math.round(1000 * target.x())));
        }

        @Override
        public void hold() {
            noted.add("hold");
        }

        @Override
        public void advance() {}

        @Override
        public void close() {}
    }
}
