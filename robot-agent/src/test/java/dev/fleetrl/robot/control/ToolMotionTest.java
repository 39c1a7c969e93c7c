package dev.fleetrl.robot.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.CommandGuard.Guarded;
import dev.fleetrl.robot.control.CommandGuard.Rule;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the guard eases and brakes, at 0.5 m/s and 5 m/s²: 10 mm a tick, and 2 mm more or less than in the tick before. */
class ToolMotionTest {
    private static final double TICK = 0.02;
    private static final Vec JOINTS = Vec.of(0, 0);
    private static final ToolTarget HOME = at(0, 0, 0);

    @Test
    void easesAJerkyStart() {
        CommandGuard gentle = gentle(1e9);

        Guarded first = gentle.check(HOME, at(0.008, 0, 0), JOINTS, TICK);
        Guarded second = gentle.check(first.target(), at(0.010, 0, 0), JOINTS, TICK);

        assertThat(first.broken()).containsExactly(Rule.ACCELERATION);
        assertThat(first.target().x()).isCloseTo(0.002, within(1e-12));
        assertThat(second.target().x()).isCloseTo(0.006, within(1e-12));
    }

    /** At 125 m/s³ the change from tick to tick may change by 1 mm. */
    @Test
    void easesAJoltThatAccelerationAloneWouldAllow() {
        CommandGuard gentle = gentle(125);

        Guarded first = gentle.check(HOME, at(0.002, 0, 0), JOINTS, TICK);
        Guarded second = gentle.check(first.target(), at(0.009, 0, 0), JOINTS, TICK);
        Guarded third = gentle.check(second.target(), at(0.009, 0, 0), JOINTS, TICK);

        assertThat(first.broken()).containsExactly(Rule.JERK);
        assertThat(first.target().x()).isCloseTo(0.001, within(1e-12));
        assertThat(second.broken()).containsExactlyInAnyOrder(Rule.JERK, Rule.ACCELERATION);
        assertThat(second.target().x()).isCloseTo(0.004, within(1e-12));
        assertThat(third.broken()).isEmpty();
    }

    /** Straight on, and no faster than 10 mm a tick; then to rest. Along no axis: what holds for one number holds for all three. */
    @Test
    void easesAndBrakesAlongAnyWay() {
        CommandGuard gentle = gentle(1e9);
        ToolTarget tool = HOME;
        double[] millimetres = {2, 6, 12, 20, 30, 40};
        for (double expected : millimetres) {
            tool = gentle.check(tool, along(900), JOINTS, TICK).target();
            assertAlong(tool, expected);
        }
        double[] braking = {48, 54, 58, 60};
        for (double expected : braking) {
            tool = gentle.brake(tool, JOINTS, TICK, 1).orElseThrow();
            assertAlong(tool, expected);
        }
        assertThat(gentle.brake(tool, JOINTS, TICK, 1)).isEmpty();
    }

    /** At 31.25 m/s³ the change of a tick may grow by 0.25 mm from tick to tick: 0.25, 0.5, 0.75, 1, 1.25. */
    @Test
    void softensAlongAnyWay() {
        CommandGuard gentle = gentle(31.25);
        ToolTarget tool = HOME;
        double[] millimetres = {0.25, 1, 2.5, 5, 8.75};
        for (double expected : millimetres) {
            Guarded guarded = gentle.check(tool, along(900), JOINTS, TICK);
            assertThat(guarded.broken()).contains(Rule.JERK);
            tool = guarded.target();
            assertAlong(tool, expected);
        }
    }

    private static ToolTarget along(double millimetres) {
        return at(millimetres / 3000, millimetres / 1500, -millimetres / 1500);
    }

    private static void assertAlong(ToolTarget tool, double millimetres) {
        assertThat(new double[] {tool.x(), tool.y(), tool.z()})
                .containsExactly(
                        new double[] {millimetres / 3000, millimetres / 1500, -millimetres / 1500}, within(1e-12));
    }

    /** From 6 mm a tick at 2 mm less each tick; a turn ends at once. */
    @Test
    void comesToRestAlongItsWay() {
        CommandGuard gentle = gentle(1e9);
        ToolTarget from = HOME;
        for (int tick = 1; tick <= 3; tick++) {
            ToolTarget wanted = new ToolTarget(1, 0, 0, from.rotation().then(Rotation.ofVector(0, 0, 0.01)), -1);
            from = gentle.check(from, wanted, JOINTS, TICK).target();
        }
        assertThat(from.x()).isCloseTo(0.012, within(1e-12));

        ToolTarget first = gentle.brake(from, JOINTS, TICK, 1).orElseThrow();
        ToolTarget second = gentle.brake(first, JOINTS, TICK, 1).orElseThrow();

        assertThat(first.x()).isCloseTo(0.016, within(1e-12));
        assertThat(second.x()).isCloseTo(0.018, within(1e-12));
        assertThat(first.rotation()).isEqualTo(from.rotation());
        assertThat(first.gripper()).isEqualTo(-1);
        assertThat(gentle.brake(second, JOINTS, TICK, 1)).isEmpty();
    }

    /** From 6 mm a tick: a quarter of a tick later by 0.5 mm less, and a quarter of that way; a whole tick later by 2 mm less. */
    @Test
    void brakesInTheMiddleOfATick() {
        CommandGuard gentle = gentle(1e9);
        ToolTarget from = moving(gentle);

        ToolTarget first = gentle.brake(from, JOINTS, TICK, 0.25).orElseThrow();
        ToolTarget second = gentle.brake(first, JOINTS, TICK, 1).orElseThrow();

        assertThat(first.x()).isCloseTo(0.012 + 0.0055 / 4, within(1e-12));
        assertThat(second.x()).isCloseTo(0.012 + 0.0055 / 4 + 0.0035, within(1e-12));
    }

    @Test
    void watchesTheJointsWhileItBrakes() {
        CommandGuard gentle = gentle(1e9);
        ToolTarget from = moving(gentle);
        ToolTarget first = gentle.brake(from, Vec.of(0.05f, 0), TICK, 1).orElseThrow();

        assertThat(gentle.check(first, first, Vec.of(0.1f, 0), TICK).broken()).doesNotContain(Rule.JOINT_SPEED);
        from = moving(gentle);
        assertThat(gentle.brake(from, Vec.of(0, 2.1f), TICK, 1)).isEmpty();
    }

    /** A person who throws the stick from one side to the other, and lets it go, at 50 m/s³: the tool is never faster than they ask. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void neverGoesFasterThanAskedForTheSakeOfSoftness(long seed) {
        CommandGuard gentle = gentle(50);
        SplittableRandom random = new SplittableRandom(seed);
        ToolTarget tool = HOME;
        double wish = 0;
        for (int i = 0; i < 2_000; i++) {
            wish = random.nextInt(10) == 0 ? random.nextInt(-1, 2) * 0.005 : wish;
            ToolTarget next =
                    gentle.check(tool, at(tool.x() + wish, 0, 0), JOINTS, TICK).target();

            assertThat(Math.abs(next.x() - tool.x())).isLessThanOrEqualTo(0.005 + 1e-9);
            tool = Math.abs(next.x()) > 0.9 ? HOME : next;
        }
    }

    @Test
    void comesToRestInsideItsBox() {
        CommandGuard gentle = gentle(1e9);
        ToolTarget moving =
                gentle.check(at(0.996, 0, 0), at(0.998, 0, 0), JOINTS, TICK).target();
        ToolTarget edge =
                gentle.check(moving, at(0.9999, 0.004, 0), JOINTS, TICK).target();

        ToolTarget braked = gentle.brake(edge, JOINTS, TICK, 1).orElseThrow();

        assertThat(braked.x()).isLessThanOrEqualTo(1);
        assertThat(braked.y()).isGreaterThan(edge.y());
    }

    /** What cannot be done says nothing of how fast the arm moves; what the arm does wrong ends its motion at once. */
    @Test
    void goesOnBrakingAfterNonsenseAndNotAfterAnArmThatErrs() {
        CommandGuard gentle = gentle(1e9);
        ToolTarget moving = moving(gentle);

        assertThat(gentle.check(moving, at(Double.NaN, 0, 0), JOINTS, TICK).target())
                .isEqualTo(moving);
        assertThat(gentle.brake(moving, JOINTS, TICK, 1))
                .hasValueSatisfying(next -> assertThat(next.x()).isCloseTo(0.016, within(1e-12)));
        gentle.check(moving, moving, Vec.of(0, 2.01f), TICK);
        assertThat(gentle.brake(moving, Vec.of(0, 1.99f), TICK, 1)).isEmpty();
    }

    @Test
    void standsOnceItRests() {
        CommandGuard gentle = gentle(1e9);
        ToolTarget moving = gentle.check(HOME, at(0.002, 0, 0), JOINTS, TICK).target();

        assertThat(gentle.brake(moving, JOINTS, TICK, 1)).isEmpty();
        gentle.check(HOME, at(0.002, 0, 0), JOINTS, TICK);
        gentle.rest();
        assertThat(gentle.brake(moving, JOINTS, TICK, 1)).isEmpty();
    }

    /** At 12 mm, and 6 mm a tick. */
    private static ToolTarget moving(CommandGuard gentle) {
        gentle.rest();
        ToolTarget from = HOME;
        for (int tick = 1; tick <= 3; tick++) {
            from = gentle.check(from, at(1, 0, 0), JOINTS, TICK).target();
        }
        return from;
    }

    /** At 5 m/s² the step of a tick may change by 2 mm. */
    private static CommandGuard gentle(double jerk) {
        return new CommandGuard(new GuardLimits(
                0.5, 1, 5, jerk, Vec.of(-1, -1, -1), Vec.of(1, 1, 1), Vec.of(-2, -2), Vec.of(2, 2), Vec.of(3, 3)));
    }

    private static ToolTarget at(double x, double y, double z) {
        return new ToolTarget(x, y, z, Rotation.NONE, 0);
    }
}
