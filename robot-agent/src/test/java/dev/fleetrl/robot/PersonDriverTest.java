package dev.fleetrl.robot;

import static dev.fleetrl.robot.SimulatedSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Step;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person shows a task from its start. */
class PersonDriverTest {
    private static final OperatorId ADA = new OperatorId("ada");
    private static final OperatorId BEN = new OperatorId("ben");
    private static final ActionSource SHOWN_BY_ADA = new ActionSource.Demonstration(ADA);

    @TempDir
    private Path folder;

    @Test
    void callsForItsPersonAndHoldsAndRecordsNothingBeforeTheyMoveIt() {
        try (SimulatedSite site = begun()) {
            site.time.runFor(60 * SECOND);

            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(site.help).extracting(HelpRequest::reason).containsExactly(PersonDriver.SHOW_THE_TASK);
            assertThat(site.steps()).isEmpty();
            assertThat(site.closed()).isEmpty();
        }
    }

    @Test
    void recordsWhatItsPersonDoesAsADemonstrationThatNoTimeLimitEnds() {
        try (SimulatedSite site = begun()) {
            int limit = site.agent.state().episode().orElseThrow().timeLimitSteps();
            site.send(new Command.TakeOver(site.header(), ADA));
            site.drive(ADA, SECOND * (4 * limit / 10));
            site.send(new Command.Judge(site.header(), ADA, Outcome.SUCCESS));
            site.time.runFor(SECOND);

            List<Step> steps = site.steps();
            assertThat(steps)
                    .hasSizeGreaterThan(3 * limit)
                    .extracting(Step::source)
                    .containsOnly(SHOWN_BY_ADA);
            assertThat(site.closed().orElseThrow().ending().outcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    @Test
    void discardsADemonstrationThatWentWrong() {
        try (SimulatedSite site = begun()) {
            site.send(new Command.TakeOver(site.header(), ADA));
            site.drive(ADA, SECOND);
            site.send(new Command.Judge(site.header(), ADA, Outcome.ABORTED));
            site.time.runFor(SECOND);

            assertThat(site.closed().orElseThrow().ending().outcome()).isEqualTo(Outcome.ABORTED);
        }
    }

    @Test
    void isTheOnlyOneThatCanBeDiscarded() {
        try (SimulatedSite site = new SimulatedSite(folder.resolve("spool.db"), SimulatedSite.noPolicy())) {
            site.run(new ActionSource.Policy(new PolicyVersion("base")), 3, 1);

            assertThat(site.send(new Command.Judge(site.header(), ADA, Outcome.ABORTED))
                            .reason())
                    .contains("only a demonstration");
        }
    }

    @Test
    void isACorrectionWhereSomebodyElseHelps() {
        try (SimulatedSite site = begun()) {
            site.send(new Command.TakeOver(site.header(), BEN));
            site.drive(BEN, SECOND);

            assertThat(site.steps()).isNotEmpty().allMatch(Step::isCorrection);
        }
    }

    @Test
    void callsAnewWhereItIsLetGoOnAndNobodyShowsIt() {
        try (SimulatedSite site = begun()) {
            site.send(new Command.Resume(site.header(), ADA));
            site.time.runFor(SECOND);

            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(site.help).hasSize(2);
        }
    }

    private SimulatedSite begun() {
        SimulatedSite site = new SimulatedSite(folder.resolve("spool.db"), SimulatedSite.noPolicy());
        assertThat(site.run(SHOWN_BY_ADA, 3, 1).accepted()).isTrue();
        site.time.runFor(SECOND);
        return site;
    }
}
