package dev.fleetrl.robot.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.CommandGuard.Guarded;
import dev.fleetrl.robot.control.CommandGuard.Rule;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandGuardTest {
    private static final double TICK = 0.02;
    private static final Vec JOINTS = Vec.of(0, 0);
    private static final ToolTarget HOME = at(0, 0, 0);

    /** 0.5 m/s is 10 mm a tick, 1 rad/s is 0.02 rad a tick, a box of ±1 m. */
    private final CommandGuard guard = new CommandGuard(new GuardLimits(
            0.5, 1, 1e6, 1e9, Vec.of(-1, -1, -1), Vec.of(1, 1, 1), Vec.of(-2, -2), Vec.of(2, 2), Vec.of(3, 3)));

    @Test
    void passesWhatIsAllowedUnchanged() {
        ToolTarget wanted = at(0.004, 0.004, 0.004);

        Guarded guarded = guard.check(HOME, wanted, JOINTS, TICK);

        assertThat(guarded.target()).isEqualTo(wanted);
        assertThat(guarded.broken()).isEmpty();
    }

    /** At 2 mm a tick more each tick; whatever was wrong, it starts from rest afterwards. */
    @Test
    void refusesAnArmThatIsInTrouble() {
        CommandGuard gentle = gentle(1e9);
        ToolTarget moving = gentle.check(HOME, at(0.002, 0, 0), JOINTS, TICK).target();

        Guarded refused = gentle.refuse(moving, Rule.ARM_TROUBLE);
        Guarded next = gentle.check(moving, at(0.006, 0, 0), JOINTS, TICK);

        assertThat(refused.target()).isEqualTo(moving);
        assertThat(refused.brakedBy()).contains(Rule.ARM_TROUBLE);
        assertThat(next.broken()).containsExactly(Rule.ACCELERATION);
        assertThat(gentle.counts()).containsEntry(Rule.ARM_TROUBLE, 1L);
    }

    /** At 3 rad/s a joint may go 0.06 rad in a tick, and 0.3 in the five ticks between two measurements. */
    @Test
    void givesAnArmThatMeasuresRarelyItsTime() {
        for (int tick = 0; tick < 5; tick++) {
            assertThat(guard.check(HOME, HOME, JOINTS, TICK).broken()).isEmpty();
        }
        assertThat(guard.check(HOME, HOME, Vec.of(0.25f, 0), TICK).broken()).isEmpty();
        assertThat(guard.check(HOME, HOME, Vec.of(0.35f, 0), TICK).broken()).containsExactly(Rule.JOINT_SPEED);
    }

    @Test
    void slowsDownInTheSameDirection() {
        Guarded guarded = guard.check(HOME, at(0.03, 0.04, 0), JOINTS, TICK);

        assertThat(guarded.broken()).containsExactly(Rule.SPEED);
        assertThat(guarded.target().x()).isCloseTo(0.006, within(1e-12));
        assertThat(guarded.target().y()).isCloseTo(0.008, within(1e-12));
    }

    @Test
    void turnsMoreSlowlyAboutTheSameAxis() {
        ToolTarget wanted = new ToolTarget(0, 0, 0, Rotation.ofVector(0, 0, 0.1), 0);

        Guarded guarded = guard.check(HOME, wanted, JOINTS, TICK);

        assertThat(guarded.broken()).containsExactly(Rule.TURN_RATE);
        assertThat(guarded.target().rotation().vector()).containsExactly(new double[] {0, 0, 0.02}, within(1e-12));
    }

    @Test
    void turnsMoreSlowlyAboutAnyAxis() {
        ToolTarget wanted = new ToolTarget(0, 0, 0, Rotation.ofVector(0.02, 0.04, -0.04), 0);

        double[] turned =
                guard.check(HOME, wanted, JOINTS, TICK).target().rotation().vector();

        assertThat(turned).containsExactly(new double[] {0.02 / 3, 0.04 / 3, -0.04 / 3}, within(1e-12));
    }

    /** On two sides at once, as far on the one as on the other. */
    @Test
    void noticesThatTheToolIsAskedToLeaveByACorner() {
        Guarded guarded = guard.check(at(0, 0.999, 0.999), at(0, 1.003, 1.003), JOINTS, TICK);
        Guarded other = guard.check(at(0.999, 0.999, 0), at(1.003, 1.003, 0), JOINTS, TICK);

        assertThat(guarded.broken()).containsExactly(Rule.WORKSPACE);
        assertThat(other.broken()).containsExactly(Rule.WORKSPACE);
    }

    @Test
    void letsJointsBeAtTheirLimits() {
        assertThat(guard.check(HOME, HOME, Vec.of(-2, 2), TICK).broken()).isEmpty();
    }

    @Test
    void keepsTheToolInItsBox() {
        Guarded guarded = guard.check(at(0.999, 0, 0), at(1.003, 0, 0), JOINTS, TICK);

        assertThat(guarded.broken()).containsExactly(Rule.WORKSPACE);
        assertThat(guarded.target().x()).isEqualTo(1);
    }

    /** The box is at most one metre away; in one tick the tool may go 10 mm. */
    @Test
    void neverThrowsAToolThatIsOutsideBackIntoItsBox() {
        ToolTarget outside = at(1.5, 0, 0);

        assertThat(guard.check(outside, outside, JOINTS, TICK).target()).isEqualTo(outside);
        assertThat(guard.check(outside, at(1.6, 0, 0), JOINTS, TICK).target().x())
                .isEqualTo(1.5);
        assertThat(guard.check(outside, at(1.4, 0, 0), JOINTS, TICK).target().x())
                .isCloseTo(1.49, within(1e-12));
        assertThat(guard.reachable(outside, Vec.of(0.03f, 0, 0, 0, 0, 0, 1)).at(0))
                .isZero();
    }

    @Test
    void trimsAStepToItsBoxBeforehand() {
        Vec action = Vec.of(0.03f, 0.02f, 0, 0, 0, 0.1f, -1);

        assertThat(guard.reachable(at(0.99, 0, 0), action).at(0)).isCloseTo(0.01f, within(1e-6f));
        assertThat(guard.reachable(HOME, action)).isEqualTo(action);
    }

    @Test
    void brakesWhenANumberIsNotFinite() {
        Guarded guarded = guard.check(HOME, at(Double.NaN, 0, 0), JOINTS, TICK);

        assertThat(guarded.isBraked()).isTrue();
        assertThat(guarded.target()).isEqualTo(HOME);
    }

    @Test
    void brakesWhenAMeasuredJointIsOutOfBounds() {
        Guarded guarded = guard.check(HOME, at(0.001, 0, 0), Vec.of(0, 2.1f), TICK);

        assertThat(guarded.broken()).containsExactly(Rule.JOINT_POSITION);
        assertThat(guarded.target()).isEqualTo(HOME);
    }

    @Test
    void brakesWhenAMeasuredJointIsTooFast() {
        assertThat(guard.check(HOME, HOME, Vec.of(0, 0), TICK).isBraked()).isFalse();

        assertThat(guard.check(HOME, HOME, Vec.of(0.061f, 0), TICK).broken()).containsExactly(Rule.JOINT_SPEED);
    }

    @Test
    void countsEachRule() {
        guard.check(HOME, at(0.03, 0, 0), JOINTS, TICK);
        guard.check(HOME, at(0.03, 0, 0), JOINTS, TICK);
        guard.count(Rule.COMMAND_AGE);

        assertThat(guard.counts()).containsOnly(Map.entry(Rule.SPEED, 2L), Map.entry(Rule.COMMAND_AGE, 1L));
    }

    /** Whatever is wanted, what is allowed is within every limit. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.fleetrl.robot.control.Seeds#twenty")
    void neverLetsMoreThroughThanIsAllowed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ToolTarget tool = HOME;
        for (int i = 0; i < 1_000; i++) {
            ToolTarget wanted = at(draw(random), draw(random), draw(random));

            ToolTarget next = guard.check(tool, wanted, JOINTS, TICK).target();

            double step = Math.hypot(Math.hypot(next.x() - tool.x(), next.y() - tool.y()), next.z() - tool.z());
            assertThat(step).isLessThanOrEqualTo(0.5 * TICK + 1e-9);
            assertThat(Math.max(Math.abs(next.x()), Math.max(Math.abs(next.y()), Math.abs(next.z()))))
                    .isLessThanOrEqualTo(1);
            tool = next;
        }
    }

    private static double draw(SplittableRandom random) {
        return random.nextInt(50) == 0 ? Double.NaN : random.nextDouble(-3, 3);
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
