package dev.fleetrl.value.critic.human;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.value.critic.human.HumanRequest.CorrectionRequest;
import dev.fleetrl.value.critic.human.HumanRequest.DemoRequest;
import dev.fleetrl.value.critic.human.HumanRequest.ResetPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradedHelpTest {
    private final GradedHelp help = new GradedHelp(3, 2, 5);

    /** (3 + 1) / (8 + 2) = 0.4. */
    @Test
    void letsTheRobotExploreWhereItSometimesSucceeds() {
        assertThat(help.choose(List.of(new StartRecord(7, 8, 3, 1)), 9)).containsExactly(new ResetPoint(7, 5, 8, 0.4));
    }

    @Test
    void asksForCorrectionsWhereExploringStillFails() {
        assertThat(help.choose(List.of(new StartRecord(7, 8, 3, 2)), 9)).containsExactly(new CorrectionRequest(7, 2));
    }

    /** 1 / 11 is below a tenth, 1 / 10 is not. */
    @Test
    void asksForDemonstrationsOfWhatIsHopeless() {
        assertThat(help.choose(List.of(new StartRecord(7, 9, 0, 9)), 9)).containsExactly(new DemoRequest(7, 5));
        assertThat(help.choose(List.of(new StartRecord(7, 8, 0, 0)), 9)).containsExactly(new ResetPoint(7, 8, 8, 0.1));
    }

    /** 6 / 8 = 0.75 is easy; two episodes are too few. */
    @Test
    void leavesAloneWhatIsEasyAndWhatIsUnknown() {
        assertThat(help.choose(List.of(new StartRecord(1, 6, 5, 0), new StartRecord(2, 2, 0, 0)), 9))
                .isEmpty();
    }

    @Test
    void beginsWithTheStartsThatFailMost() {
        assertThat(help.choose(
                        List.of(new StartRecord(1, 4, 2, 0), new StartRecord(2, 8, 3, 0), new StartRecord(3, 8, 3, 0)),
                        2))
                .extracting(HumanRequest::start)
                .containsExactly(2L, 3L);
    }

    @Test
    void refusesARecordThatCannotBe() {
        assertThatThrownBy(() -> new StartRecord(1, 2, 1, 2))
                .hasMessage("start 1: 1 successes and 2 failed explorations of 2 episodes");
    }
}
