package dev.fleetrl.controller.roster;

import static dev.fleetrl.controller.Fixtures.birth;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.Connection.State;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.controller.Fixtures;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final RobotId ROBOT = new RobotId("robot-1");

    private final Roster roster = new Roster(1000, 10_000);

    private static RobotState state(String session, long sequence) {
        return Fixtures.state(ROBOT, session, sequence, 0, Optional.empty(), 0);
    }

    private RobotView robot(long nowMillis) {
        return roster.robot(ROBOT, nowMillis).orElseThrow();
    }

    @Test
    void believesAStateForThreePeriodsAndNoLonger() {
        roster.hear(state("a", 1), 5000);

        assertThat(robot(6000).liveness()).isEqualTo(Liveness.LIVE);
        assertThat(robot(6001).liveness()).isEqualTo(Liveness.STALE);
        assertThat(robot(15_001).liveness()).isEqualTo(Liveness.LOST);
    }

    @Test
    void doesNotTakeRetainedMessagesForALivingRobot() {
        roster.hear(birth(ROBOT, "a"));
        roster.hear(new Connection(ROBOT, "a", State.ONLINE));

        assertThat(robot(0).liveness()).isEqualTo(Liveness.LOST);
    }

    @Test
    void losesARobotAtOnceWhenItsConnectionBreaks() {
        roster.hear(state("a", 1), 0);
        roster.hear(new Connection(ROBOT, "a", State.BROKEN));

        assertThat(robot(1).liveness()).isEqualTo(Liveness.LOST);
    }

    @Test
    void dropsWhatAnOlderSessionSaysLate() {
        roster.hear(birth(ROBOT, "a"));
        roster.hear(birth(ROBOT, "b"));
        roster.hear(state("b", 1), 0);
        roster.hear(new Connection(ROBOT, "a", State.BROKEN));
        roster.hear(state("a", 99), 500);

        assertThat(robot(500).liveness()).isEqualTo(Liveness.LIVE);
        assertThat(robot(500).state()).contains(state("b", 1));
    }

    @Test
    void doesNotFollowTheLastWillOfASessionItNeverKnew() {
        roster.hear(birth(ROBOT, "b"));
        roster.hear(new Connection(ROBOT, "a", State.BROKEN));
        roster.hear(state("b", 1), 0);

        assertThat(robot(0).liveness()).isEqualTo(Liveness.LIVE);
    }

    @Test
    void countsTheStatesThatNeverCame() {
        roster.hear(state("a", 1), 0);
        roster.hear(state("a", 5), 100);

        assertThat(robot(100).missedStates()).isEqualTo(3);
    }

    @Test
    void handsNothingToARobotOfWhichItKnowsNoBirth() {
        roster.hear(state("a", 1), 0);
        assertThat(robot(0).isReady()).isFalse();

        roster.hear(birth(ROBOT, "a"));
        assertThat(robot(0).isReady()).isTrue();
    }
}
