package dev.fleetrl.controller.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Activity;
import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.HelpTicket;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.TriageRecord;
import dev.fleetrl.contracts.TriageRecord.Change;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.triage.HelpOrder.Order;
import dev.fleetrl.controller.triage.HelpOrder.Skills;
import dev.fleetrl.controller.triage.TriageQueue.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriageQueueTest {
    private static final SiteId SITE = new SiteId("home");
    private static final OperatorId ADA = new OperatorId("ada");
    private static final OperatorId BEN = new OperatorId("ben");
    private static final RobotId ONE = new RobotId("r1");
    private static final RobotId TWO = new RobotId("r2");
    private static final RobotId THREE = new RobotId("r3");
    private static final EpisodePlan PLAN = Fixtures.plan("practice", 1, 0, Fixtures.BY_V1, Cohort.TRAIN);
    private static final long SECOND = 1000;

    private final TriageQueue queue = new TriageQueue(SITE, HelpOrder.standard(), 1);
    private final List<TriageRecord> log = new ArrayList<>();

    @Test
    void whoCannotGoOnComesBeforeWhoStallsAndWhoStallsLongerFirst() {
        note(queue.hear(stalled(ONE, 6), 0));
        note(queue.hear(stalled(TWO, 9), 0));
        note(queue.hear(asking(THREE), SECOND));

        assertThat(queue.ranking(2 * SECOND))
                .extracting(ticket -> ticket.robot() + ": " + ticket.why())
                .containsExactly("r3: blocked 1.00", "r2: stalled for 11.00", "r1: stalled for 8.00");
        assertThat(changes()).containsExactly(Change.OPENED, Change.OPENED, Change.OPENED);
    }

    /** A minute is the limit. */
    @Test
    void whoHasWaitedTooLongComesFirst() {
        note(queue.hear(stalled(ONE, 6), 0));
        note(queue.hear(asking(THREE), 50 * SECOND));

        assertThat(robots(59 * SECOND)).containsExactly(THREE, ONE);
        assertThat(robots(60 * SECOND)).containsExactly(ONE, THREE);
    }

    /** What the configured order has no figure for is not lost. */
    @Test
    void listsLastWhatTheOrderLeavesOut() {
        TriageQueue byValue = new TriageQueue(SITE, new HelpOrder(Order.VALUE_DROP, 60, 0, 30, List.of()), 1);
        byValue.hear(stalled(ONE, 6), 0);
        byValue.hear(asking(TWO), SECOND);

        List<HelpTicket> tickets = byValue.ranking(SECOND);

        assertThat(tickets).extracting(HelpTicket::robot).containsExactly(TWO, ONE);
        assertThat(tickets.get(1).score()).isEmpty();
    }

    @Test
    void ofTwoWhoClaimOneWinsAndTheLogKnowsWhomTheOrderPassedOver() {
        note(queue.hear(asking(ONE), 0));
        note(queue.hear(asking(TWO), SECOND));

        Answer ada = queue.claim(TWO, ADA, 2 * SECOND);
        Answer ben = queue.claim(TWO, BEN, 2 * SECOND);

        assertThat(ben).isEqualTo(new Answer.Refused("ada has claimed r2"));
        TriageRecord claimed = ((Answer.Done) ada).record();
        assertThat(claimed.ticket().operator()).contains(ADA);
        assertThat(claimed.queue()).extracting(HelpTicket::robot).containsExactly(ONE, TWO);
        assertThat(claimed.queue())
                .allSatisfy(ticket -> assertThat(ticket.score()).isNotEmpty());
        assertThat(queue.claim(new RobotId("r9"), BEN, 0))
                .isEqualTo(new Answer.Refused("r9 does not call for help any more"));
    }

    @Test
    void aClaimThatIsNotUsedRunsOut() {
        note(queue.hear(asking(ONE), 0));
        queue.claim(ONE, ADA, 0);

        assertThat(queue.tick(30 * SECOND - 1)).isEmpty();
        assertThat(queue.tick(30 * SECOND)).extracting(TriageRecord::change).containsExactly(Change.RELEASED);
        assertThat(queue.claim(ONE, BEN, 31 * SECOND)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void whoeverHoldsTheRobotHasTheTicketWhoeverClaimedIt() {
        note(queue.hear(asking(ONE), 0));
        queue.claim(ONE, ADA, 0);

        note(queue.hear(state(ONE, ControlMode.ALIGN, Optional.of(BEN)), SECOND));
        note(queue.hear(state(ONE, ControlMode.HUMAN, Optional.of(BEN)), 2 * SECOND));

        assertThat(changes()).containsExactly(Change.OPENED, Change.TAKEN);
        assertThat(queue.claim(ONE, ADA, 2 * SECOND)).isEqualTo(new Answer.Refused("ben holds r1"));
        assertThat(queue.tick(60 * SECOND)).isEmpty();
    }

    /** HUMAN, HOLD, AUTONOMOUS, as the robot does it. */
    @Test
    void isOpenAgainWhileTheRobotIsOnlyLetGoAndResolvedOnceItGoesOn() {
        note(queue.hear(stalled(ONE, 6), 0));
        note(queue.hear(state(ONE, ControlMode.HUMAN, Optional.of(ADA)), SECOND));
        note(queue.hear(state(ONE, ControlMode.HOLD, Optional.empty()), 70 * SECOND));
        note(queue.hear(asking(TWO), 70 * SECOND));
        assertThat(robots(71 * SECOND)).containsExactly(TWO, ONE); // the wait of ONE has begun anew
        note(queue.hear(state(ONE, ControlMode.AUTONOMOUS, Optional.empty()), 72 * SECOND));

        assertThat(changes())
                .containsExactly(Change.OPENED, Change.TAKEN, Change.REOPENED, Change.OPENED, Change.RESOLVED);
        assertThat(robots(73 * SECOND)).containsExactly(TWO);
    }

    @Test
    void aRobotThatWaitedAndGoesOnByItselfNeedsNobodyAndOneThatTheCriticCalledForDoes() {
        note(queue.hear(asking(ONE), 0));
        note(queue.hear(stalled(TWO, 6), 0));
        note(queue.hear(state(ONE, ControlMode.AUTONOMOUS, Optional.empty()), SECOND));
        note(queue.hear(state(TWO, ControlMode.AUTONOMOUS, Optional.empty()), SECOND));

        assertThat(changes()).containsExactly(Change.OPENED, Change.OPENED, Change.CANCELLED);
        assertThat(robots(SECOND)).containsExactly(TWO);
    }

    /** States may be overtaken by calls. */
    @Test
    void aStateOfBeforeTheCallSaysNothingOfIt() {
        note(queue.hear(new HelpRequest(ONE, PLAN.episode(), "guard-workspace", 500), 500));
        note(queue.hear(state(ONE, ControlMode.AUTONOMOUS, Optional.empty()), 501));

        assertThat(robots(502)).containsExactly(ONE);
    }

    /** The critic's answer is about what was two seconds ago. */
    @Test
    void whatTheCriticSeesOfARobotThatWaitsIsNoNews() {
        note(queue.hear(asking(ONE), 0));
        note(queue.hear(stalled(ONE, 6), SECOND));

        assertThat(queue.ranking(SECOND).get(0).reason()).isEqualTo("guard-workspace");
        note(queue.hear(new HelpRequest(ONE, PLAN.episode(), "policy-silent", 0), 2 * SECOND));
        assertThat(changes()).containsExactly(Change.OPENED, Change.CHANGED);
    }

    @Test
    void countsAStallFromTheNewestCall() {
        note(queue.hear(stalled(ONE, 3), 0));
        note(queue.hear(stalled(ONE, 20), 50 * SECOND));

        assertThat(queue.ranking(51 * SECOND).get(0).why()).isEqualTo("stalled for 21.00");
    }

    @Test
    void whoHasSomebodyComesAfterThoseWhoHaveNobody() {
        note(queue.hear(asking(ONE), 0));
        note(queue.hear(state(ONE, ControlMode.HUMAN, Optional.of(ADA)), SECOND));
        note(queue.hear(stalled(TWO, 6), 59 * SECOND));

        assertThat(robots(90 * SECOND)).containsExactly(TWO, ONE);
    }

    @Test
    void isCancelledWhenTheEpisodeIsOverAndNobodyCame() {
        note(queue.hear(stalled(ONE, 6), 0));
        note(queue.hear(Fixtures.state(ONE, "s", 2, SECOND, Optional.empty(), 0), SECOND));

        assertThat(changes()).containsExactly(Change.OPENED, Change.CANCELLED);
        note(queue.hear(asking(TWO), 2 * SECOND));
        assertThat(queue.forget(TWO, 3 * SECOND)).isPresent(); // it is gone
        assertThat(queue.forget(TWO, 3 * SECOND)).isEmpty();
    }

    /** The episode has ended, and the scene is not laid out until somebody comes. */
    @Test
    void aSilentDoneDetectorCallsUntilTheRobotIsLetGoOn() {
        note(queue.hear(new HelpRequest(ONE, PLAN.episode(), Ending.DETECTOR_SILENT, 0), 0));
        RobotState idle = Fixtures.state(ONE, "s", 2, SECOND, Optional.empty(), 0);
        RobotState resetting = with(idle, idle.authority(), Activity.RESETTING);
        note(queue.hear(state(ONE, ControlMode.HOLD, Optional.empty()), SECOND));
        note(queue.hear(resetting, SECOND));
        assertThat(robots(SECOND)).containsExactly(ONE);
        note(queue.hear(idle, 2 * SECOND));

        assertThat(changes()).containsExactly(Change.OPENED, Change.CANCELLED);
    }

    @Test
    void escalatedComesFirstAndOnlyOnesOwnClaimEndsSo() {
        note(queue.hear(asking(ONE), 0));
        note(queue.hear(stalled(TWO, 6), 0));
        queue.claim(TWO, ADA, 0);

        assertThat(queue.escalate(TWO, BEN, SECOND)).isEqualTo(new Answer.Refused("ada is with r2; ask them"));
        TriageRecord record = ((Answer.Done) queue.escalate(TWO, ADA, SECOND)).record();

        assertThat(record.by()).contains(ADA);
        assertThat(robots(SECOND)).containsExactly(TWO, ONE);
        assertThat(queue.claim(TWO, BEN, SECOND)).isInstanceOf(Answer.Done.class);
        assertThat(queue.release(TWO, ADA, SECOND)).isEqualTo(new Answer.Refused("you have not claimed r2"));
        assertThat(queue.release(TWO, BEN, SECOND)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void helpsNobodyWithATaskThatTheyAreNotEnteredFor() {
        HelpOrder order =
                new HelpOrder(Order.FIFO_SLA, 60, 0, 30, List.of(new Skills(ADA, List.of(new TaskId("weld")))));
        TriageQueue skilled = new TriageQueue(SITE, order, 1);
        skilled.hear(state(ONE, ControlMode.AUTONOMOUS, Optional.empty()), 0);
        skilled.hear(asking(ONE), 0);

        assertThat(skilled.claim(ONE, ADA, 0))
                .isEqualTo(new Answer.Refused(
                        "ada is not entered for task " + PLAN.task() + "; see help.people of the fleet controller"));
        assertThat(skilled.claim(ONE, BEN, 0)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void knowsAfterARestartWhatIsOpenAndWhoHasClaimedIt() {
        note(queue.hear(stalled(ONE, 6), 0));
        note(queue.hear(asking(TWO), SECOND));
        note(queue.hear(asking(THREE), SECOND));
        note(queue.hear(state(TWO, ControlMode.HUMAN, Optional.of(ADA)), SECOND));
        note(queue.hear(state(TWO, ControlMode.AUTONOMOUS, Optional.empty()), 2 * SECOND));
        log.add(((Answer.Done) queue.escalate(ONE, ADA, 3 * SECOND)).record());
        log.add(((Answer.Done) queue.claim(THREE, BEN, 3 * SECOND)).record());

        TriageQueue again = new TriageQueue(SITE, HelpOrder.standard(), 1);
        log.forEach(again::replay);

        assertThat(again.ranking(4 * SECOND)).isEqualTo(queue.ranking(4 * SECOND));
        assertThat(again.claim(THREE, ADA, 4 * SECOND)).isEqualTo(new Answer.Refused("ben has claimed r3"));
        assertThat(again.tick(33 * SECOND)).hasSize(1);
    }

    private void note(Optional<TriageRecord> record) {
        record.ifPresent(log::add);
    }

    private List<Change> changes() {
        return log.stream().map(TriageRecord::change).toList();
    }

    private List<RobotId> robots(long nowMillis) {
        return queue.ranking(nowMillis).stream().map(HelpTicket::robot).toList();
    }

    private static HelpRequest asking(RobotId robot) {
        return new HelpRequest(robot, PLAN.episode(), "guard-workspace", 0);
    }

    private static HelpRequest stalled(RobotId robot, double seconds) {
        return new HelpRequest(robot, PLAN.episode(), "critic-stalled", 0, Optional.of(seconds), Optional.of(0.0));
    }

    private static RobotState state(RobotId robot, ControlMode mode, Optional<OperatorId> holder) {
        RobotState running = Fixtures.state(robot, "s", 1, 0, Optional.of(PLAN), 0);
        return with(running, new Authority(mode, holder, 1, "test"), Activity.RUNNING);
    }

    private static RobotState with(RobotState like, Authority authority, Activity activity) {
        return new RobotState(
                like.robot(),
                like.session(),
                like.sequence(),
                like.atMillis(),
                authority,
                like.readyForEpisode(),
                like.episode(),
                like.toolPose(),
                like.gripper(),
                like.spooled(),
                like.warnings(),
                Optional.of(activity),
                like.recording(),
                Optional.empty());
    }
}
