package dev.fleetrl.robot.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.CommandGuard.Guarded;
import dev.fleetrl.robot.control.CommandGuard.Rule;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An arm that touches itself where its tool is at x = 1 m; its first joint is as far from that as it was measured. 5 m/s², 10 cm free. */
class SelfAvoidanceTest {
    private static final double TICK = 0.02;
    private static final Vec FAR = Vec.of(1);

    private record AtOne(double slope) implements SelfClearance {
        @Override
        public double at(Vec joints) {
            return joints.at(0);
        }

        @Override
        public double at(Vec joints, ToolTarget target) {
            return slope * (1 - target.x()) - target.rotation().vector()[2];
        }
    }

    private static CommandGuard guard(double slope) {
        return new CommandGuard(new GuardLimits(
                0.5,
                1,
                5,
                1e9,
                Vec.of(-1, -1, -1),
                Vec.of(1, 1, 1),
                Vec.of(-2),
                Vec.of(2),
                Vec.of(99),
                Optional.of(new SelfClearance.Margin(0.1, new AtOne(slope)))));
    }

    /** So that its acceleration does not matter, it moves at this speed already. */
    private static CommandGuard moving(double slope, double step) {
        CommandGuard guard = guard(slope);
        double x = -0.9;
        for (double wanted = step; wanted < 0.011; wanted += step) {
            x = guard.check(at(x), at(x + Math.min(wanted, 0.01)), FAR, TICK)
                    .target()
                    .x();
        }
        return guard;
    }

    /** From 2 cm before the margin, 0.4 m/s and then 0.1 m/s less each tick come to rest at it: 8 + 6 + 4 + 2 mm. */
    @Test
    void brakesByItsLimitToStandAtTheMargin() {
        CommandGuard guard = moving(1, 0.002);
        double x = 0.88;
        for (double step : new double[] {0.008, 0.006, 0.004, 0.002, 0}) {
            Guarded guarded = guard.check(at(x), at(x + 0.01), FAR, TICK);

            assertThat(guarded.target().x() - x).isCloseTo(step, within(1e-9));
            assertThat(guarded.broken()).contains(Rule.SELF_MARGIN);
            assertThat(guarded.isBraked()).isFalse();
            x = guarded.target().x();
        }
        assertThat(guard.counts()).containsEntry(Rule.SELF_MARGIN, 5L);
    }

    /** At 5 cm before it, 0.66 m/s could still be braked. */
    @Test
    void letsThroughWhatCanStillBeBraked() {
        assertThat(moving(1, 0.002).check(at(0.85), at(0.8599), FAR, TICK).broken())
                .isEmpty();
    }

    /** A tool that grazes by, and so comes a tenth as near, has ten times the way to brake over: 8 mm of a 10 mm step again. */
    @Test
    void countsTheWayOfTheToolToTheMargin() {
        Guarded guarded = moving(0.1, 0.002).check(at(-0.02), at(-0.01), FAR, TICK);

        assertThat(guarded.broken()).containsExactly(Rule.SELF_MARGIN);
        assertThat(guarded.target().x()).isCloseTo(-0.012, within(1e-9));
    }

    @Test
    void letsItLeaveAndNotComeNearerWithinTheMargin() {
        assertThat(guard(1).check(at(0.95), at(0.949), FAR, TICK).broken()).isEmpty();
        assertThat(guard(1).check(at(0.95), at(0.95), FAR, TICK).broken()).isEmpty();
        Guarded nearer = guard(1).check(at(0.95), new ToolTarget(0.951, 0, 0, Rotation.NONE, -1), FAR, TICK);

        assertThat(nearer.broken()).containsExactly(Rule.SELF_MARGIN);
        assertThat(nearer.target().x()).isEqualTo(0.95);
        assertThat(nearer.target().gripper()).as("fingers may still act").isEqualTo(-1);
    }

    @Test
    void trustsWhatIsMeasuredWhereThatIsNearer() {
        assertThat(guard(1).check(at(0.5), at(0.501), Vec.of(0.1f), TICK)
                        .target()
                        .x())
                .isCloseTo(0.5, within(1e-6));
        assertThat(guard(1).check(at(0.5), at(0.501), Vec.of(Float.NaN), TICK)
                        .target()
                        .x())
                .as("nobody knows")
                .isEqualTo(0.5);
    }

    /** It was foreseen to be far; a tenth of a millimetre is noise. */
    @Test
    void brakesAnArmThatComesNearerWithinTheMargin() {
        CommandGuard guard = guard(1);

        assertThat(guard.check(at(0), at(0.001), Vec.of(0.11f), TICK).broken()).isEmpty();
        assertThat(guard.check(at(0), at(0), Vec.of(0.105f), TICK).broken())
                .as("not yet")
                .isEmpty();
        Guarded nearer = guard.check(at(0), at(0), Vec.of(0.099f), TICK);
        assertThat(nearer.brakedBy()).contains(Rule.SELF_COLLISION);
        assertThat(guard.brake(at(0), Vec.of(0.09f), TICK, 1))
                .as("stands at once")
                .isEmpty();
        assertThat(guard.check(at(0), at(0), Vec.of(0.08995f), TICK).isBraked())
                .as("noise")
                .isFalse();
        assertThat(guard.check(at(0), at(0), Vec.of(0.095f), TICK).isBraked())
                .as("leaves")
                .isFalse();
    }

    /** A turn ends at once, as it begins: 5 mrad bring it 5 mm nearer, and there are two. */
    @Test
    void turnsAsFarAsThereIsRoom() {
        ToolTarget wanted = new ToolTarget(0.898, 0, 0, Rotation.ofVector(0, 0, 0.005), 0);

        Guarded guarded = guard(1).check(at(0.898), wanted, FAR, TICK);

        assertThat(guarded.broken()).containsExactly(Rule.SELF_MARGIN);
        assertThat(guarded.target().rotation().vector()[2]).isCloseTo(0.002, within(1e-9));
        assertThat(guard(1).check(at(0.894), at(0.894, 0.005), FAR, TICK).broken())
                .isEmpty();
    }

    /** Left alone at 0.5 m/s, 1 mm before the margin. */
    @Test
    void comesToRestNoNearerThanTheMargin() {
        CommandGuard guard = moving(1, 0.002);

        ToolTarget rest = guard.brake(at(0.899), FAR, TICK, 1).orElseThrow();

        assertThat(rest.x()).isCloseTo(0.9, within(1e-9));
    }

    private static ToolTarget at(double x) {
        return at(x, 0);
    }

    /** A fiftieth of a millimetre a tick: 1 mm a second. */
    @Test
    void noticesAnArmThatCreepsIntoItself() {
        CommandGuard guard = guard(1);
        int ticks = 0;
        boolean noticed = false;
        while (!noticed && ticks < 100) {
            Vec joints = Vec.of((float) (0.1 - 0.00002 * ticks));
            noticed = guard.check(at(0.5), at(0.5), joints, TICK).broken().contains(Rule.SELF_COLLISION);
            ticks++;
        }

        assertThat(noticed).isTrue();
        assertThat(ticks).isBetween(20, 30);
    }

    private static ToolTarget at(double x, double turn) {
        return new ToolTarget(x, 0, 0, Rotation.ofVector(0, 0, turn), 0);
    }
}
