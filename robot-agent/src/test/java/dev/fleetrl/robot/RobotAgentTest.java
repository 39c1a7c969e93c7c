package dev.fleetrl.robot;

import static dev.fleetrl.robot.SimulatedSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Tasks;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobotAgentTest {
    private static final OperatorId ADA = new OperatorId("ada");
    private static final ActionSource EXPERT = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
    private static final ActionSource.Policy BASE = new ActionSource.Policy(new PolicyVersion("base"));
    private static final Vec UP = Vec.of(0, 0, 0.01f, 0, 0, 0, 1);

    @TempDir
    private Path folder;

    /** The record of an episode is all that is needed to have it again, to the last bit. */
    @Test
    void recordsADemonstrationThatCanBeReplayedBitForBit() {
        try (SimulatedSite site = site(SimulatedSite.noPolicy())) {
            assertThat(site.run(EXPERT, 3, 0).accepted()).isTrue();
            site.time.runUntil(() -> site.closed().isPresent());
            site.time.runFor(SECOND);

            EpisodeEvent.Closed closed = site.closed().orElseThrow();
            assertThat(closed.ending().outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(site.steps()).hasSize(closed.steps());
            assertThat(site.unsent()).isZero();
            assertThat(last(site).readyForEpisode()).isTrue();
            replay(site.steps(), 3);
        }
    }

    @Test
    void setsUpAVariedSceneAndRefusesOneThatTheTaskDoesNotHave() {
        try (SimulatedSite site = site(SimulatedSite.noPolicy())) {
            site.send(new Command.RunEpisode(site.header(), varied("pick", "semantics.phrasing.1")));
            site.time.runFor(SECOND);

            assertThat(site.events)
                    .filteredOn(EpisodeEvent.Opened.class::isInstance)
                    .extracting(event -> ((EpisodeEvent.Opened) event).instruction())
                    .containsExactly("move the cube into the bin");
            assertThat(site.robot.refusal(varied("sort", "semantics.colour.2")))
                    .contains("task sort has no variation semantics.colour.2");
        }
    }

    private static EpisodePlan varied(String task, String variation) {
        EpisodePlan plan = Events.plan(EXPERT, 3, 0);
        return new EpisodePlan(
                plan.episode(),
                plan.collection(),
                new TaskId(task),
                plan.cohort(),
                plan.driver(),
                plan.seed(),
                plan.pace(),
                Optional.of(Variation.parse(variation)));
    }

    private static void replay(List<Step> steps, long seed) {
        try (SimulatedCell cell =
                SimulatedCell.open(Tasks.byId(Events.plan(EXPERT, seed, 0).task()), seed)) {
            for (Step step : steps) {
                assertThat(step.observation().proprioception()).isEqualTo(Vec.of(cell.proprioception()));
                assertThat(step.observation().frames().get(0).jpeg().toArray())
                        .isEqualTo(cell.jpeg("third", 64, 64, 0.92f));
                assertThat(step.source()).isEqualTo(EXPERT);
                assertThat(step.policyAction().size()).isEqualTo(7);
                cell.step(step.action().toArray());
            }
            assertThat(cell.status().ending()).isPresent();
        }
    }

    @Test
    void letsAPersonCorrectThePolicyAndHandBack() {
        try (SimulatedSite site = site(up())) {
            site.run(BASE, 1, 1);
            site.time.runFor(SECOND);

            site.send(new Command.TakeOver(site.header(), ADA));
            float before = site.agent.state().toolPose().at(0);
            site.drive(ADA, SECOND);
            RobotState driven = site.agent.state();
            assertThat(driven.authority().mode()).isEqualTo(ControlMode.HUMAN);
            assertThat(driven.toolPose().at(0) - before).isBetween(0.05f, 0.1f);
            site.send(
                    new Command.HandBack(site.header(), ADA, driven.authority().epoch()));
            site.time.runFor(SECOND);
            site.send(new Command.Resume(site.header(), ADA));
            site.time.runFor(SECOND);
            site.send(new Command.Judge(site.header(), ADA, Outcome.SUCCESS));
            site.time.runFor(SECOND);

            assertThat(site.steps().stream().map(Step::source).distinct())
                    .containsExactlyInAnyOrder(BASE, new ActionSource.Hold(), new ActionSource.Correction(ADA));
            List<Step> corrections =
                    site.steps().stream().filter(Step::isCorrection).toList();
            assertThat(corrections).hasSizeBetween(9, 12);
            assertThat(corrections.get(5).action().at(0)).isBetween(0.0099f, 0.0101f);
            assertThat(site.closed().orElseThrow().ending().outcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    @Test
    void keepsAStopAcrossARestart() {
        try (SimulatedSite site = site(up())) {
            site.run(BASE, 1, 1);
            site.time.runFor(SECOND);
            assertThat(site.send(new Command.Stop(site.header(), ADA)).accepted())
                    .isTrue();
        }

        try (SimulatedSite site = site(up())) {
            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.STOPPED);
            assertThat(site.closed().orElseThrow().ending().outcome()).isEqualTo(Outcome.ABANDONED);
            assertThat(site.run(BASE, 1, 1).accepted()).isFalse();
            site.send(new Command.ClearStop(site.header(), ADA));
            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.HOLD);
        }
    }

    @Test
    void holdsWhileThePolicyIsSilentAndGoesOnWhenItAnswers() {
        Switchable policy = new Switchable();
        try (SimulatedSite site = site(policy)) {
            site.run(BASE, 1, 1);
            site.time.runFor(2 * SECOND);
            assertThat(site.help).extracting(HelpRequest::reason).containsExactly("policy-silent");
            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(site.agent.state().warnings())
                    .anySatisfy(line -> assertThat(line).contains("connection refused"));

            policy.silent = false;
            site.time.runFor(2 * SECOND);

            assertThat(site.agent.starvations()).isEqualTo(1);
            assertThat(site.steps().get(0).source()).isEqualTo(new ActionSource.Hold());
            assertThat(site.steps()).extracting(Step::source).contains(BASE);
        }
    }

    @Test
    void startsNoEpisodeWithoutTheControlPlaneOrOnAFullDisk() {
        try (SimulatedSite site = site(up())) {
            site.host(false);
            site.time.runFor(SECOND);
            assertThat(last(site).readyForEpisode()).isFalse();
            assertThat(site.run(EXPERT, 1, 0).reason()).contains("control plane is away");

            site.host(true);
            site.diskUsed = 0.85;
            site.time.runFor(SECOND);
            assertThat(last(site).readyForEpisode()).isTrue();
            assertThat(last(site).warnings()).containsExactly("disk is 85 % full");

            site.diskUsed = 0.96;
            site.time.runFor(SECOND);
            assertThat(last(site).readyForEpisode()).isFalse();
            assertThat(site.run(EXPERT, 1, 0).reason()).contains("disk is 96 % full");
        }
    }

    @Test
    void carriesOutACommandOnceAndRefusesOneThatIsTooOld() {
        try (SimulatedSite site = site(up())) {
            Command.RunEpisode run = new Command.RunEpisode(site.header(), Events.plan(BASE, 1, 1));
            assertThat(site.send(run).accepted()).isTrue();
            assertThat(site.send(run).accepted()).isTrue();
            Command.Header old = new Command.Header("old", -5_000, -2_000);

            assertThat(site.send(new Command.TakeOver(old, ADA)).refusal()).contains(CommandResult.Refusal.EXPIRED);

            assertThat(site.events.stream().filter(EpisodeEvent.Opened.class::isInstance))
                    .hasSize(1);
        }
    }

    @Test
    void sendsPicturesOnlyWhileSomebodyWatches() {
        try (SimulatedSite site = site(up())) {
            site.send(new Command.Watch(site.header()));
            site.time.runFor(4 * SECOND);

            // Two cameras, 15 a second, for the 2 s that the command lives.
            assertThat(site.video).hasSizeBetween(58, 62);
            assertThat(site.video)
                    .filteredOn(picture -> picture.frame().camera().equals("wrist"))
                    .hasSizeBetween(29, 31);
        }
    }

    /** Whoever makes pictures is slow here: the loop goes on, and what a person sees next is of now. */
    @Test
    void takesNoPictureWhileOneIsStillBeingMade() {
        List<Runnable> making = new ArrayList<>();
        try (SimulatedSite site = site(up())) {
            site.pictures = making::add;
            site.send(new Command.Watch(site.header()));
            site.time.runFor(SECOND);
            assertThat(making).hasSize(1);
            assertThat(site.video).isEmpty();

            making.remove(0).run();
            site.time.runFor(SECOND / 5);

            assertThat(site.video).hasSize(1);
            assertThat(site.video.get(0).frame().jpeg().size()).isPositive();
            assertThat(making).hasSize(1);
        }
    }

    @Test
    void answersAGlanceByOnePictureOfItsFirstCamera() {
        try (SimulatedSite site = site(up())) {
            Command.Header header = site.header();
            Command.Header glance =
                    new Command.Header(header.id(), header.issuedAtMillis(), header.issuedAtMillis() + 300);

            site.send(new Command.Watch(glance));
            site.time.runFor(2 * SECOND);

            assertThat(site.video).hasSize(1);
            assertThat(site.video.get(0).frame().camera()).isEqualTo("third");
        }
    }

    private SimulatedSite site(PolicyClient policy) {
        return new SimulatedSite(folder.resolve("spool.db"), policy);
    }

    private static PolicyClient up() {
        return SimulatedSite.policy(
                Future.succeededFuture(new ActionChunk(BASE.version(), List.of(UP, UP, UP, UP), 4)));
    }

    private static RobotState last(SimulatedSite site) {
        return site.states.get(site.states.size() - 1);
    }

    /** Refuses while it is silent, and answers otherwise. */
    private static final class Switchable implements PolicyClient {
        private boolean silent = true;

        @Override
        public Future<ActionChunk> ask(Question question, long withinMillis) {
            return silent ? Future.failedFuture("connection refused") : up().ask(question, withinMillis);
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
