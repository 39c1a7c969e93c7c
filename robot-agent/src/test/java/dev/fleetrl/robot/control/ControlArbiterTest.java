package dev.fleetrl.robot.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Vec;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlArbiterTest {
    private static final ControlArbiter.Limits LIMITS = new ControlArbiter.Limits(500, 10_000);
    private static final OperatorId ADA = new OperatorId("ada");
    private static final OperatorId BOB = new OperatorId("bob");

    private final ControlArbiter arbiter = ControlArbiter.starting(LIMITS, Optional.empty());
    private long sequence;

    @Test
    void leadsFromTakingOverThroughThePressToTheHumanAndBack() {
        assertThat(arbiter.takeOver(ADA, 0).accepted()).isTrue();
        assertThat(arbiter.mode()).isEqualTo(ControlMode.ALIGN);

        assertThat(press(ADA, 1)).isTrue();
        assertThat(arbiter.mode()).isEqualTo(ControlMode.HUMAN);

        assertThat(arbiter.handBack(ADA, epoch()).accepted()).isTrue();
        assertThat(arbiter.mode()).isEqualTo(ControlMode.HOLD);

        assertThat(arbiter.resume().accepted()).isTrue();
        assertThat(arbiter.mode()).isEqualTo(ControlMode.AUTONOMOUS);
    }

    @Test
    void refusesASecondOperator() {
        arbiter.takeOver(ADA, 0);

        assertThat(arbiter.takeOver(BOB, 1))
                .isEqualTo(Verdict.refuse(CommandResult.Refusal.HELD, "ada holds this robot"));
    }

    @Test
    void holdsWhenTheOperatorFallsSilentAndDoesNotComeBackByItself() {
        drive(ADA, 0);

        arbiter.tick(500);
        assertThat(arbiter.mode()).isEqualTo(ControlMode.HUMAN);
        arbiter.tick(501);
        assertThat(arbiter.authority())
                .isEqualTo(new Authority(ControlMode.HOLD, Optional.of(ADA), 2, "operator-silent"));

        assertThat(press(ADA, 502)).isFalse();
        assertThat(arbiter.mode()).isEqualTo(ControlMode.HOLD);
    }

    @Test
    void notesSilenceEvenIfTheNextMessageComesBeforeTheNextTick() {
        drive(ADA, 0);

        assertThat(press(ADA, 501)).isFalse();

        assertThat(arbiter.mode()).isEqualTo(ControlMode.HOLD);
    }

    @Test
    void letsTheSameOperatorTakeOverAnewAfterSilence() {
        drive(ADA, 0);
        arbiter.tick(501);

        assertThat(arbiter.takeOver(ADA, 600).accepted()).isTrue();

        assertThat(press(ADA, 601)).isTrue();
        assertThat(arbiter.mode()).isEqualTo(ControlMode.HUMAN);
    }

    @Test
    void releasesTheLeaseAfterLongSilence() {
        drive(ADA, 0);
        arbiter.tick(501);
        arbiter.tick(10_001);

        assertThat(arbiter.authority())
                .isEqualTo(new Authority(ControlMode.HOLD, Optional.empty(), 3, "lease-expired"));
        assertThat(arbiter.takeOver(BOB, 10_002).accepted()).isTrue();
    }

    @Test
    void standsAndKeepsTheLeaseWhenThePadIsReleased() {
        drive(ADA, 0);

        arbiter.hear(teleop(ADA, epoch(), false), 10);

        assertThat(arbiter.authority()).isEqualTo(new Authority(ControlMode.ALIGN, Optional.of(ADA), 2, "released"));
    }

    @Test
    void refusesTeleoperationOfAnotherEpochOrOutOfOrder() {
        arbiter.takeOver(ADA, 0);

        assertThat(arbiter.hear(teleop(ADA, epoch() - 1, true), 1)).isFalse();
        assertThat(arbiter.hear(teleop(BOB, epoch(), true), 1)).isFalse();
        TeleopCommand first = teleop(ADA, epoch(), true);
        assertThat(arbiter.hear(first, 1)).isTrue();
        assertThat(arbiter.hear(first, 2)).isFalse();
    }

    @Test
    void refusesToResumeWhileSomebodyHoldsTheLease() {
        arbiter.takeOver(ADA, 0);
        arbiter.hold("held-by-bob");

        assertThat(arbiter.resume())
                .isEqualTo(Verdict.refuse(CommandResult.Refusal.HELD, "ada holds this robot; hand back first"));
    }

    @Test
    void keepsAStopUntilItIsClearedAndThenHolds() {
        drive(ADA, 0);

        arbiter.stop("stopped-by-bob");

        assertThat(arbiter.authority())
                .isEqualTo(new Authority(ControlMode.STOPPED, Optional.empty(), 3, "stopped-by-bob"));
        assertThat(arbiter.takeOver(ADA, 1).accepted()).isFalse();
        assertThat(arbiter.resume().accepted()).isFalse();
        assertThat(arbiter.hold("held-by-ada").accepted()).isFalse();
        assertThat(arbiter.clearStop().accepted()).isTrue();
        assertThat(arbiter.mode()).isEqualTo(ControlMode.HOLD);
    }

    @Test
    void returnsToThePolicyAfterStarvationOnlyIfNobodyTookOver() {
        arbiter.starve();
        assertThat(arbiter.isStarving()).isTrue();
        arbiter.endStarvation("policy-answers");
        assertThat(arbiter.mode()).isEqualTo(ControlMode.AUTONOMOUS);

        arbiter.starve();
        arbiter.takeOver(ADA, 0);
        arbiter.handBack(ADA, epoch());
        arbiter.endStarvation("policy-answers");
        assertThat(arbiter.mode()).isEqualTo(ControlMode.HOLD);
    }

    /** A wait for the policy may end at any moment. */
    @Test
    void isHeldOnlyWhereNothingMovesItWithoutAPerson() {
        assertThat(ControlArbiter.isHeld(arbiter.authority())).isFalse();
        arbiter.starve();
        assertThat(ControlArbiter.isHeld(arbiter.authority())).isFalse();
        arbiter.hold("held-by-ada");
        assertThat(ControlArbiter.isHeld(arbiter.authority())).isTrue();
        arbiter.takeOver(ADA, 0);
        assertThat(ControlArbiter.isHeld(arbiter.authority())).isFalse();
        arbiter.stop("stopped-by-ada");
        assertThat(ControlArbiter.isHeld(arbiter.authority())).isTrue();
    }

    @Test
    void restoresNoControlAfterARestart() {
        assertThat(restarted(ControlMode.STOPPED, "x").mode()).isEqualTo(ControlMode.STOPPED);
        assertThat(restarted(ControlMode.HUMAN, "x").mode()).isEqualTo(ControlMode.HOLD);
        assertThat(restarted(ControlMode.HOLD, "x").mode()).isEqualTo(ControlMode.HOLD);
        assertThat(restarted(ControlMode.AUTONOMOUS, "x").mode()).isEqualTo(ControlMode.AUTONOMOUS);
        assertThat(restarted(ControlMode.HOLD, "policy-silent").mode()).isEqualTo(ControlMode.AUTONOMOUS);
        assertThat(restarted(ControlMode.HUMAN, "x").authority().epoch()).isEqualTo(8);
        assertThat(restarted(ControlMode.HUMAN, "x").authority().holder()).isEmpty();
    }

    /** Whatever happens in whatever order. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.fleetrl.robot.control.Seeds#twenty")
    void keepsItsRules(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long now = 0;
        long heard = 0;
        Authority before = arbiter.authority();
        for (int i = 0; i < 2_000; i++) {
            now += random.nextLong(700);
            int event = random.nextInt(EVENTS.size());

            boolean accepted = EVENTS.get(event).happen(this, random.nextBoolean() ? ADA : BOB, now);

            Authority after = arbiter.authority();
            heard = accepted ? now : heard;
            assertThat(after.epoch()).isGreaterThanOrEqualTo(before.epoch());
            if (!after.holder().equals(before.holder())) {
                assertThat(after.epoch()).isGreaterThan(before.epoch());
            }
            if (before.mode() == ControlMode.STOPPED && after.mode() != ControlMode.STOPPED) {
                assertThat(event).isEqualTo(CLEAR_STOP);
                assertThat(after.mode()).isEqualTo(ControlMode.HOLD);
            }
            if (after.mode() == ControlMode.AUTONOMOUS && before.mode() != ControlMode.AUTONOMOUS) {
                assertThat(event == RESUME || before.reason().equals(ControlArbiter.POLICY_SILENT))
                        .isTrue();
            }
            if (after.mode() == ControlMode.HUMAN) {
                assertThat(after.holder()).isPresent();
                assertThat(now - heard).isLessThanOrEqualTo(500);
            }
            before = after;
        }
    }

    private static final int RESUME = 4;
    private static final int CLEAR_STOP = 6;

    /** What may happen; answers whether a teleoperation command was taken. */
    private interface Event {
        boolean happen(ControlArbiterTest test, OperatorId operator, long now);
    }

    private static final List<Event> EVENTS = List.of(
            (test, operator, now) -> {
                test.arbiter.tick(now);
                return false;
            },
            (test, operator, now) -> test.press(operator, now),
            (test, operator, now) -> test.press(operator, now),
            (test, operator, now) -> test.silently(test.arbiter.takeOver(operator, now), now),
            (test, operator, now) -> test.silently(test.arbiter.resume(), now),
            (test, operator, now) -> test.silently(test.arbiter.handBack(operator, test.epoch()), now),
            (test, operator, now) -> test.silently(test.arbiter.clearStop(), now),
            (test, operator, now) -> test.silently(test.arbiter.hold("held"), now),
            (test, operator, now) -> test.silently(test.arbiter.stop("stopped"), now),
            (test, operator, now) -> {
                test.arbiter.starve();
                test.arbiter.tick(now);
                return false;
            },
            (test, operator, now) -> {
                test.arbiter.endStarvation("policy-answers");
                test.arbiter.tick(now);
                return false;
            },
            (test, operator, now) -> test.arbiter.hear(test.teleop(operator, test.epoch(), false), now));

    /** As the agent does, which ticks after every command. */
    private boolean silently(Verdict verdict, long now) {
        arbiter.tick(now);
        return verdict.accepted() && arbiter.mode() == ControlMode.ALIGN;
    }

    private static ControlArbiter restarted(ControlMode mode, String reason) {
        return ControlArbiter.starting(LIMITS, Optional.of(new Authority(mode, Optional.of(ADA), 7, reason)));
    }

    private void drive(OperatorId operator, long now) {
        arbiter.takeOver(operator, now);
        press(operator, now);
    }

    private boolean press(OperatorId operator, long now) {
        return arbiter.hear(teleop(operator, epoch(), true), now);
    }

    private long epoch() {
        return arbiter.authority().epoch();
    }

    private TeleopCommand teleop(OperatorId operator, long epoch, boolean enable) {
        sequence++;
        return new TeleopCommand(operator, epoch, sequence, 0, 200, enable, Vec.of(0, 0, 0, 0, 0, 0), 0);
    }
}
