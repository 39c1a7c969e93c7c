package dev.fleetrl.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.attended.AttendedCell;
import dev.fleetrl.robot.arm.attended.AttendedTask;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.control.CommandGuard;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeRunTest {
    private static final ActionSource.Policy BASE = new ActionSource.Policy(new PolicyVersion("base"));
    private static final Ending LOST = new Ending(Outcome.FAILURE, "policy-silent", OutcomeSource.AGENT);
    private static final Ending ABORTED = new Ending(Outcome.ABORTED, "policy-silent", OutcomeSource.AGENT);

    @TempDir
    private Path folder;

    /** As of a policy whose weights overflowed: it answers each time that it is asked. */
    @Test
    void losesAnEvaluationToAPolicyWhoseActionsAreNoNumbers() {
        Vec nothing = Vec.of(Float.NaN, 0, 0, 0, 0, 0, 1);
        PolicyClient broken = SimulatedSite.policy(
                Future.succeededFuture(new ActionChunk(BASE.version(), List.of(nothing, nothing), 2)));

        assertThat(ending(broken, Cohort.EVALUATION)).isEqualTo(LOST);
        assertThat(ending(broken, Cohort.TRAIN)).isEqualTo(ABORTED);
    }

    @Test
    void losesAnEvaluationToAPolicyThatNeverAnswers() {
        assertThat(ending(SimulatedSite.noPolicy(), Cohort.EVALUATION)).isEqualTo(LOST);
        assertThat(ending(SimulatedSite.noPolicy(), Cohort.TRAIN)).isEqualTo(ABORTED);
    }

    /** A camera that falls silent in the middle: the tool stays, a person is called, and no other episode begins. */
    @Test
    void holdsAnArmInTrouble() {
        ActionSource.Demonstration expert = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
        try (SimulatedSite site = new SimulatedSite(folder.resolve("trouble.db"), SimulatedSite.noPolicy())) {
            site.send(new Command.RunEpisode(site.header(), Events.plan(expert, 1, 1)));
            site.time.runUntil(() -> site.steps().size() == 5);

            site.troubles = List.of("camera wrist: no picture");
            site.time.runFor(SimulatedSite.SECOND);
            Vec held = site.robot.read().toolPose();
            site.time.runFor(SimulatedSite.SECOND);

            assertThat(site.robot.commanded().x()).isCloseTo(held.at(0), within(0.002));
            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(site.agent.state().warnings()).contains("camera wrist: no picture");
            assertThat(site.help).extracting(HelpRequest::reason).contains("guard-arm-trouble");
            assertThat(site.agent.guardCounts()).containsKey(CommandGuard.Rule.ARM_TROUBLE);
            assertThat(site.agent.state().readyForEpisode()).isFalse();
        }
    }

    /** Half a second until the first picture of the scene that was just laid out. */
    @Test
    void beginsWhenTheNewSceneIsSeen() {
        ActionSource.Demonstration expert = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
        try (SimulatedSite site = new SimulatedSite(folder.resolve("sight.db"), SimulatedSite.noPolicy())) {
            site.forgotten = () -> {
                site.troubles = List.of("camera wrist: no picture yet");
                site.time.in(SimulatedSite.SECOND / 2, () -> site.troubles = List.of());
            };
            long asked = site.time.millis();
            assertThat(site.run(expert, 1, 1).accepted()).isTrue();
            site.time.runUntil(() -> site.steps().size() == 5);

            assertThat(site.steps().get(0).atMillis() - asked).isBetween(500L, 600L);
            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.AUTONOMOUS);
        }
    }

    @Test
    void holdsWhereTheNewSceneIsNotSeen() {
        ActionSource.Demonstration expert = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
        try (SimulatedSite site = new SimulatedSite(folder.resolve("blind.db"), SimulatedSite.noPolicy())) {
            site.forgotten = () -> site.troubles = List.of("camera wrist: no picture yet");
            assertThat(site.run(expert, 1, 1).accepted()).isTrue();
            site.time.runFor(3 * SimulatedSite.SECOND);

            assertThat(site.agent.state().authority().reason()).isEqualTo("guard-arm-trouble");
        }
    }

    /** What was asked for a while ago is not done from wherever the arm is found after. */
    @Test
    void holdsAnArmInTroubleWhileAStepWaitsForThePolicy() {
        try (SimulatedSite site = new SimulatedSite(
                folder.resolve("waiting.db"),
                SimulatedSite.policy(Promise.<ActionChunk>promise().future()))) {
            assertThat(site.run(BASE, 1, 1).accepted()).isTrue();
            site.time.runFor(SimulatedSite.SECOND);
            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.AUTONOMOUS);

            site.troubles = List.of("camera wrist: no picture");
            site.time.runFor(SimulatedSite.SECOND);

            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(site.help).extracting(HelpRequest::reason).contains("guard-arm-trouble");
        }
    }

    /** A camera that fails is not the policy's failure: the evaluation is of no worth, and is not lost. */
    @Test
    void abortsAnEvaluationWhoseArmIsInTrouble() {
        Vec still = Vec.of(0, 0, 0, 0, 0, 0, 1);
        PolicyClient waiting =
                SimulatedSite.policy(Future.succeededFuture(new ActionChunk(BASE.version(), List.of(still, still), 2)));
        try (SimulatedSite site = new SimulatedSite(folder.resolve("evaluation.db"), waiting)) {
            site.send(new Command.RunEpisode(site.header(), plan(Cohort.EVALUATION)));
            site.time.runUntil(() -> site.steps().size() == 5);
            site.troubles = List.of("camera wrist: no picture");
            site.time.runUntil(() -> site.closed().isPresent());

            assertThat(site.closed().orElseThrow().ending().outcome()).isEqualTo(Outcome.ABORTED);
        }
    }

    /** Nobody who lays out a scene may be met by an arm that begins by itself. */
    @Test
    void waitsForThePersonWhoLaysOutTheScene() {
        OperatorId kim = new OperatorId("kim");
        AttendedCell cell = AttendedCell.byPerson(AttendedTask.byPerson(new TaskId("pick"), "put it away", 3, 0));
        Vec still = Vec.of(0, 0, 0, 0, 0, 0, 1);
        PolicyClient waiting =
                SimulatedSite.policy(Future.succeededFuture(new ActionChunk(BASE.version(), List.of(still, still), 2)));
        try (SimulatedSite site = new SimulatedSite(folder.resolve("attended.db"), waiting, around -> cell)) {
            assertThat(site.run(BASE, 1, 1).reason()).contains("reset-the-scene");

            assertThat(site.send(new Command.Resume(site.header(), kim)).accepted())
                    .isTrue();
            assertThat(site.run(BASE, 1, 1).accepted()).isTrue();
            site.time.runUntil(() -> site.steps().size() == 5);
            assertThat(site.send(new Command.Judge(site.header(), kim, Outcome.SUCCESS))
                            .accepted())
                    .isTrue();
            site.time.runUntil(() -> site.closed().isPresent());

            assertThat(site.closed().orElseThrow().ending().outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(site.run(BASE, 2, 1).reason()).contains("reset-the-scene");
        }
    }

    /** Three seconds, and nobody says anything. */
    @Test
    void failsWhatNobodyJudgesInTime() {
        AttendedCell cell = AttendedCell.byPerson(AttendedTask.byPerson(new TaskId("pick"), "put it away", 3, 0));
        Vec still = Vec.of(0, 0, 0, 0, 0, 0, 1);
        PolicyClient waiting =
                SimulatedSite.policy(Future.succeededFuture(new ActionChunk(BASE.version(), List.of(still, still), 2)));
        try (SimulatedSite site = new SimulatedSite(folder.resolve("unjudged.db"), waiting, around -> cell)) {
            assertThat(site.send(new Command.Resume(site.header(), new OperatorId("kim")))
                            .accepted())
                    .isTrue();
            assertThat(site.run(BASE, 1, 1).accepted()).isTrue();
            site.time.runUntil(() -> site.closed().isPresent());

            assertThat(site.steps()).hasSize(30);
            assertThat(site.closed().orElseThrow().ending().reason()).isEqualTo("time-out");
        }
    }

    private Ending ending(PolicyClient policy, Cohort cohort) {
        try (SimulatedSite site = new SimulatedSite(folder.resolve(cohort + ".db"), policy)) {
            site.send(new Command.RunEpisode(site.header(), plan(cohort)));
            site.time.runUntil(() -> site.closed().isPresent());
            return site.closed().orElseThrow().ending();
        }
    }

    private static EpisodePlan plan(Cohort cohort) {
        EpisodePlan plan = Events.plan(BASE, 1, 1);
        return new EpisodePlan(
                plan.episode(), plan.collection(), plan.task(), cohort, plan.driver(), plan.seed(), plan.pace());
    }
}
