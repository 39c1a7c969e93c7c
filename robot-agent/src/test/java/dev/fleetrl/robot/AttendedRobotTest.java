package dev.fleetrl.robot;

import static dev.fleetrl.robot.AttendedSite.PICK;
import static dev.fleetrl.robot.AttendedSite.task;
import static dev.fleetrl.robot.SimulatedSite.MILLI;
import static dev.fleetrl.robot.SimulatedSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Activity;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.attended.AttendedTask;
import dev.fleetrl.robot.arm.attended.Home;
import dev.fleetrl.robot.arm.attended.Reset;
import dev.fleetrl.robot.arm.attended.Success;
import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.message.Bool;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Episodes as their task files have them, where a person lays out the scene. */
class AttendedRobotTest {
    private static final Reset BY_PERSON = new Reset.ByPerson();
    private static final Success.BySensor BIN = new Success.BySensor("/bin/occupied", 500);
    private static final RosTopic<Bool> TOPIC =
            new RosTopic<>(BIN.topic(), Bool.class, RosTopic.Delivery.BEST_EFFORT, 64);

    @TempDir
    private Path folder;

    /** Four seconds of laying out, one of an episode. */
    @Test
    void isResettingUntilAPersonLetsItGoOnAndTellsHowLongItTook() {
        try (AttendedSite site = new AttendedSite(folder, task(PICK, BY_PERSON, new Success.ByPerson(0)))) {
            assertThat(site.state().isAt(Activity.RESETTING)).isTrue();
            site.goOn();
            assertThat(site.state().isAt(Activity.IDLE)).isTrue();
            assertThat(site.run(1).accepted()).isTrue();
            site.time.runFor(SECOND);
            assertThat(site.state().isAt(Activity.RUNNING)).isTrue();
            site.judge(Outcome.SUCCESS);
            site.time.runFor(4 * SECOND);
            RobotState resetting = site.state();
            assertThat(resetting.isAt(Activity.RESETTING)).isTrue();
            assertThat(resetting.readyForEpisode()).isFalse();
            site.goOn();
            site.time.runFor(7 * SECOND); // nobody resets any more: the robot waits for a plan
            site.run(2);
            site.time.runFor(SECOND);

            assertThat(site.opened()).hasSize(2);
            assertThat(site.opened().get(1).resetMillis().orElseThrow()).isCloseTo(4000, within(100L));
        }
    }

    /** What was let go on before a restart, such as an update's, is not let go on after it. */
    @Test
    void startsHeldAlsoWhereItWasLetGoOnBefore() {
        AttendedTask task = task(PICK, BY_PERSON, new Success.ByPerson(0));
        try (AttendedSite site = new AttendedSite(folder, task)) {
            site.goOn();
            assertThat(site.state().authority().mode()).isEqualTo(ControlMode.AUTONOMOUS);
        }

        try (AttendedSite site = new AttendedSite(folder, task)) {
            assertThat(site.state().authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(site.run(1).accepted()).isFalse();
        }
    }

    /** Three seconds of time limit; kim says so two seconds after it. */
    @Test
    void waitsForTheLabelOfAnEpisodeThatRanOutOfTime() {
        try (AttendedSite site = new AttendedSite(folder, task(PICK, BY_PERSON, new Success.ByPerson(5)))) {
            site.goOn();
            site.run(1);
            site.time.runFor(4 * SECOND);
            RobotState waiting = site.state();
            assertThat(waiting.isAt(Activity.WAITING_FOR_LABEL)).isTrue();
            assertThat(waiting.authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(waiting.episode()).isPresent();
            assertThat(site.site.closed()).isEmpty();
            assertThat(site.run(2).reason()).isEqualTo("an episode is running");
            site.time.runFor(SECOND);
            site.judge(Outcome.SUCCESS);

            EpisodeEvent.Closed closed = site.closed();
            assertThat(closed.ending()).isEqualTo(new Ending(Outcome.SUCCESS, "operator", OutcomeSource.HUMAN));
            assertThat(closed.steps()).isEqualTo(30).isEqualTo(site.site.steps().size());
            assertThat(closed.labelMillis().orElseThrow()).isCloseTo(2000, within(100L));
            assertThat(site.state().isAt(Activity.RESETTING)).isTrue();
        }
    }

    @Test
    void failsWhatNobodyHasLabelledInTime() {
        try (AttendedSite site = new AttendedSite(folder, task(PICK, BY_PERSON, new Success.ByPerson(5)))) {
            site.goOn();
            site.run(1);

            EpisodeEvent.Closed closed = site.closed();
            assertThat(closed.ending().outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(closed.ending().reason()).isEqualTo("time-out");
            assertThat(closed.labelMillis()).contains(5000L);
        }
    }

    /** The agent's end is no verdict on an episode whose time was up. */
    @Test
    void failsWhatNobodyHasLabelledWhenTheAgentEnds() {
        try (AttendedSite site = new AttendedSite(folder, task(PICK, BY_PERSON, new Success.ByPerson(5)))) {
            site.goOn();
            site.run(1);
            site.time.runFor(4 * SECOND);
            site.site.agent.shutDown();

            EpisodeEvent.Closed closed = site.closed();
            assertThat(closed.ending().outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(closed.ending().reason()).isEqualTo("time-out");
            assertThat(closed.labelMillis().orElseThrow()).isCloseTo(1000, within(100L));
        }
    }

    @Test
    void doesNotGoOnBeforeItsLabel() {
        try (AttendedSite site = new AttendedSite(folder, task(PICK, BY_PERSON, new Success.ByPerson(5)))) {
            site.goOn();
            site.run(1);
            site.time.runFor(4 * SECOND);

            CommandResult answer = site.site.send(new Command.Resume(site.site.header(), AttendedSite.KIM));

            assertThat(answer.accepted()).isFalse();
            assertThat(answer.reason()).isEqualTo("an episode waits for its verdict; judge it first");
            assertThat(site.state().authority().mode()).isEqualTo(ControlMode.HOLD);
        }
    }

    @Test
    void beginsNothingAwayFromHome() {
        Home far = new Home(Vec.of(0.2f, 0.4f, 0.5f, 3, 0, 0), 0.02, 0.1);
        AttendedTask task = task(PICK, BY_PERSON, new Success.ByPerson(0));
        AttendedTask homing =
                new AttendedTask(PICK, task.instruction(), 3, Optional.of(far), task.reset(), task.success());
        try (AttendedSite site = new AttendedSite(folder, homing)) {
            site.goOn();

            RobotState away = site.state();
            assertThat(away.readyForEpisode()).isFalse();
            assertThat(away.warnings()).anyMatch(words -> words.matches("task pick: the tool is .* away from home.*"));
            assertThat(site.run(1).reason()).contains("away from home");
        }
    }

    /** A person stops the robot and puts the object into the bin by hand: that is no success of the policy's. */
    @Test
    void doesNotBelieveTheSensorWhileTheRobotIsStopped() {
        boolean[] said = {false};
        try (AttendedSite site = new AttendedSite(folder, task(PICK, BY_PERSON, BIN))) {
            site.time.every(100 * MILLI, () -> site.wire.publish(TOPIC).send(new Bool(said[0])));
            site.goOn();
            site.time.runFor(SECOND);
            assertThat(site.run(1).accepted()).isTrue();
            site.time.runFor(SECOND);
            site.site.send(new Command.Stop(site.site.header(), AttendedSite.KIM));
            site.time.runFor(SECOND);
            said[0] = true;

            assertThat(site.closed().ending())
                    .isEqualTo(new Ending(Outcome.ABORTED, "done-while-held", OutcomeSource.AGENT));
        }
    }

    @Test
    void believesTheSensor() {
        boolean[] said = {false};
        try (AttendedSite site = new AttendedSite(folder, task(PICK, BY_PERSON, BIN))) {
            assertThat(site.state().warnings())
                    .anyMatch(words -> words.contains("the sensor that says success is silent"));
            site.time.every(100 * MILLI, () -> site.wire.publish(TOPIC).send(new Bool(said[0])));
            site.goOn();
            site.time.runFor(SECOND);
            assertThat(site.run(1).accepted()).isTrue();
            site.time.runFor(SECOND);
            said[0] = true;

            assertThat(site.closed().ending())
                    .isEqualTo(new Ending(Outcome.SUCCESS, "sensor", OutcomeSource.ENVIRONMENT));
            assertThat(site.site.steps()).hasSizeBetween(9, 13);
            site.goOn();
            assertThat(site.run(2).reason()).contains("says that the task is done already");
        }
    }
}
