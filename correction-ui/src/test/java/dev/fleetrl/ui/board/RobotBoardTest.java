package dev.fleetrl.ui.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Activity;
import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.TaskProgress;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.ui.protocol.UiEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RobotBoardTest {
    private static final RobotId R1 = new RobotId("r1");

    private final RobotBoard board = new RobotBoard(1_500, 60_000);

    @Test
    void callsARobotStaleOnceItsStateIsTooOld() {
        board.on(state(1, Optional.empty()), 1_000);

        assertThat(board.tick(2_500)).isEmpty();
        assertThat(board.tick(2_501)).singleElement().matches(event -> ((UiEvent.Robot) event).stale());
        assertThat(board.tick(2_502)).isEmpty();
        assertThat(board.on(state(2, Optional.empty()), 3_000).orElseThrow().stale())
                .isFalse();
    }

    @Test
    void callsARobotStaleAtOnceWhenTheBrokerSaysThatItsAgentIsGone() {
        board.on(state(1, Optional.empty()), 1_000);

        assertThat(board.on(new Connection(R1, "s1", Connection.State.BROKEN), 1_001)
                        .stale())
                .isTrue();
    }

    @Test
    void neverGoesBackToAnOlderState() {
        board.on(state(5, Optional.empty()), 1_000);

        assertThat(board.on(state(4, Optional.empty()), 1_100)).isEmpty();
        assertThat(board.on(state(5, Optional.empty()), 1_100)).isEmpty();
        assertThat(board.all(1_100)).singleElement().matches(robot -> robot.seenAtMillis() == 1_000);
    }

    @Test
    void tellsTheWholeCurveOfTheEpisodeThatIsWatchedNow() {
        assertThat(board.on(progress("e0", 10, 0.5)))
                .as("nobody hears the robot")
                .isEmpty();
        board.on(state(1, Optional.empty()), 1_000);
        assertThat(board.on(progress("e1", 10, 0.1234)).orElseThrow())
                .isEqualTo(new UiEvent.Progress(R1, new EpisodeId("e1"), List.of(10), List.of(0.12)));
        assertThat(board.on(progress("e1", 10, 0.5))).as("sent again").isEmpty();
        assertThat(board.on(progress("e1", 20, 0.3)).orElseThrow().values()).containsExactly(0.12, 0.3);
        assertThat(board.on(progress("e2", 10, 0)).orElseThrow().steps()).containsExactly(10);
        assertThat(board.curves())
                .singleElement()
                .matches(curve -> curve.episode().equals(new EpisodeId("e2")));
    }

    @Test
    void keepsACurveShortFromItsFirstPointToItsLast() {
        board.on(state(1, Optional.empty()), 1_000);
        for (int step = 1; step <= 1_000; step++) {
            UiEvent.Progress told =
                    board.on(progress("e1", step, step / 1_000.0)).orElseThrow();
            assertThat(told.steps()).hasSizeLessThanOrEqualTo(ProgressCurve.MOST_POINTS);
        }

        UiEvent.Progress curve = board.curves().get(0);
        assertThat(curve.steps())
                .startsWith(1)
                .endsWith(1_000)
                .isSorted()
                .hasSizeGreaterThan(ProgressCurve.MOST_POINTS / 2);
        assertThat(curve.values()).endsWith(1.0);
    }

    private static TaskProgress progress(String episode, int step, double value) {
        return new TaskProgress(R1, new EpisodeId(episode), step, value);
    }

    @Test
    void keepsACallForHelpUntilSomebodyHoldsTheRobot() {
        board.on(state(1, Optional.empty()), 1_000);
        board.on(new HelpRequest(R1, new EpisodeId("e1"), "stalled", 1_000), 1_000);

        assertThat(board.all(1_000).get(0).help()).isPresent();
        assertThat(board.on(state(2, Optional.of(new OperatorId("ada"))), 1_200)
                        .orElseThrow()
                        .help())
                .isEmpty();
    }

    /** The episode is over then; what is called for is its reset. */
    @Test
    void keepsTheCallOfAFailedResetUntilTheSceneIsLaidOut() {
        board.on(state(1, Optional.empty(), Activity.RESETTING), 1_000);
        board.on(new HelpRequest(R1, new EpisodeId("e1"), HelpRequest.RESET_FAILED, 1_000), 1_000);

        assertThat(board.on(state(2, Optional.empty(), Activity.RESETTING), 1_200)
                        .orElseThrow()
                        .help())
                .isPresent();
        assertThat(board.on(state(3, Optional.empty(), Activity.IDLE), 1_400)
                        .orElseThrow()
                        .help())
                .isEmpty();
    }

    @Test
    void forgetsARobotThatIsSilentForLong() {
        board.on(state(1, Optional.empty()), 1_000);

        assertThat(board.tick(61_001)).containsExactly(new UiEvent.RobotGone(R1));
        assertThat(board.ids()).isEmpty();
    }

    private static RobotState state(long sequence, Optional<OperatorId> holder) {
        return state(sequence, holder, Activity.IDLE);
    }

    private static RobotState state(long sequence, Optional<OperatorId> holder, Activity activity) {
        Authority authority = new Authority(ControlMode.HOLD, holder, 3, "");
        return new RobotState(
                R1,
                "s1",
                sequence,
                900 + 100 * sequence,
                authority,
                true,
                Optional.empty(),
                Vec.of(0, 0, 0, 0, 0, 0),
                1,
                0,
                List.of(),
                Optional.of(activity),
                Optional.of(false),
                Optional.empty());
    }
}
