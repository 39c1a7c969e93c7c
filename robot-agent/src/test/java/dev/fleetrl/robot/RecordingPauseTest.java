package dev.fleetrl.robot;

import static dev.fleetrl.robot.AttendedSite.PICK;
import static dev.fleetrl.robot.AttendedSite.task;
import static dev.fleetrl.robot.SimulatedSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Activity;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.robot.arm.attended.AttendedTask;
import dev.fleetrl.robot.arm.attended.Reset;
import dev.fleetrl.robot.arm.attended.Success;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People at home end recording with one key, and see that it has ended. */
class RecordingPauseTest {
    private static final OperatorId KIM = new OperatorId("kim");
    private static final AttendedTask TASK = task(PICK, new Reset.ByPerson(), new Success.ByPerson(5));
    private static final Ending PAUSED = new Ending(Outcome.ABORTED, Ending.RECORDING_PAUSED, OutcomeSource.HUMAN);

    @TempDir
    private Path folder;

    @Test
    void recordsNothingAfterThePauseAndBeginsNoEpisode() {
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            site.goOn();
            site.run(1);
            site.time.runFor(SECOND);
            int before = site.site.steps().size();
            assertThat(site.state().recording()).contains(true);

            assertThat(pause(site).accepted()).isTrue();

            assertThat(site.closed().ending()).isEqualTo(PAUSED);
            site.time.runFor(3 * SECOND);
            assertThat(site.site.steps())
                    .hasSizeBetween(before, before + 1)
                    .hasSize(site.closed().steps());
            RobotState paused = site.state();
            assertThat(paused.isAt(Activity.RECORDING_PAUSED)).isTrue();
            assertThat(paused.recording()).contains(false);
            assertThat(paused.readyForEpisode()).isFalse();
            assertThat(paused.warnings()).anyMatch(words -> words.startsWith("recording is paused"));
            assertThat(site.run(2).reason()).startsWith("recording is paused");
        }
    }

    /** Somebody looks on: then pictures leave the robot although no episode runs, and the robot says so. */
    @Test
    void sendsNoPictureWhileItIsPaused() {
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            assertThat(site.state().recording()).contains(false);
            watch(site);
            assertThat(site.state().recording()).contains(true);
            site.time.runFor(SECOND);
            assertThat(site.site.video).isNotEmpty();

            pause(site);
            site.time.runFor(SECOND);
            int before = site.site.video.size();
            watch(site);
            site.time.runFor(SECOND);

            assertThat(site.state().recording()).contains(false);
            assertThat(site.site.video).hasSize(before);
        }
    }

    @Test
    void sendsNotEvenThePictureThatWasBeingMade() {
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            List<Runnable> making = new ArrayList<>();
            site.site.pictures = making::add;
            watch(site);
            site.time.runFor(SECOND / 5);
            assertThat(making).hasSize(1);

            pause(site);
            making.get(0).run();
            site.time.runFor(SECOND);

            assertThat(site.site.video).isEmpty();
        }
    }

    /** Also where the agent restarts; and a pause that comes late counts. */
    @Test
    void staysPausedAcrossARestartUntilAPersonEndsIt() {
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            site.time.runFor(SECOND);
            Command.Header late = new Command.Header("late", 0, 1);
            assertThat(site.site.send(new Command.PauseRecording(late, KIM)).accepted())
                    .isTrue();
        }
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            assertThat(site.state().isAt(Activity.RECORDING_PAUSED)).isTrue();
            site.goOn();
            assertThat(site.run(1).accepted()).isFalse();
            site.time.runFor(5 * SECOND);

            assertThat(record(site).accepted()).isTrue();
            assertThat(record(site).reason()).isEqualTo("recording is not paused");
            assertThat(site.state().isAt(Activity.RESETTING)).isTrue();
            site.time.runFor(2 * SECOND);
            site.goOn();
            assertThat(site.run(1).accepted()).isTrue();
            site.time.runFor(SECOND);

            assertThat(site.opened().get(0).resetMillis().orElseThrow()).isCloseTo(2000, within(100L));
        }
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            assertThat(site.state().isAt(Activity.RESETTING)).isTrue();
        }
    }

    /** What is paused in memory only would record after a restart: people are told, until a retry has written it. */
    @Test
    void saysThatAPauseIsNotOnDiskAndTriesAgain() throws SQLException {
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            site.time.runFor(SECOND);
        }
        Events.failToKeep(folder.resolve("spool.db"), "recording");
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            CommandResult answer = pause(site);
            assertThat(answer.accepted()).isTrue();
            assertThat(answer.reason())
                    .startsWith("recording-paused, but not kept on disk: ")
                    .contains("disk is full");
            site.time.runFor(SECOND);
            assertThat(site.state().isAt(Activity.RECORDING_PAUSED)).isTrue();
            assertThat(site.state().warnings()).contains(answer.reason());

            site.site.heal();
            site.time.runFor(SECOND);
            assertThat(site.state().warnings()).noneMatch(words -> words.contains("not kept on disk"));
        }
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            assertThat(site.state().isAt(Activity.RECORDING_PAUSED)).isTrue();
        }
    }

    /** The same for a stop. */
    @Test
    void saysThatAStopIsNotOnDiskAndTriesAgain() throws SQLException {
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            site.time.runFor(SECOND);
        }
        Events.failToKeep(folder.resolve("spool.db"), "authority");
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            site.site.send(new Command.Stop(site.site.header(), KIM));
            assertThat(site.state().authority().mode()).isEqualTo(ControlMode.STOPPED);
            assertThat(site.state().warnings())
                    .anyMatch(words -> words.startsWith("who moved the arm last is not kept on disk: "));

            site.site.heal();
            site.time.runFor(SECOND);
            assertThat(site.state().warnings()).noneMatch(words -> words.contains("not kept on disk"));
        }
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            assertThat(site.state().authority().mode()).isEqualTo(ControlMode.STOPPED);
        }
    }

    @Test
    void abortsAnEpisodeThatWaitsForItsLabel() {
        try (AttendedSite site = new AttendedSite(folder, TASK)) {
            site.goOn();
            site.run(1);
            site.time.runFor(4 * SECOND);
            assertThat(site.state().isAt(Activity.WAITING_FOR_LABEL)).isTrue();

            pause(site);

            assertThat(site.closed().ending()).isEqualTo(PAUSED);
        }
    }

    /** The scene is not to be laid out by a machine while people want to be left alone. */
    @Test
    void runsNoScriptWhileItIsPaused() {
        Path count = folder.resolve("count");
        Reset script = new Reset.ByScript(List.of("sh", "-c", "echo x >> " + count), 30);
        try (AttendedSite site = new AttendedSite(folder, task(PICK, script, new Success.ByPerson(0)))) {
            site.goOn();
            site.run(1);
            site.run(1);
            site.time.runFor(SECOND);
            pause(site);
            site.time.runFor(SECOND);

            assertThat(site.closed().ending()).isEqualTo(PAUSED);
            assertThat(count).hasContent("x");
        }
    }

    private static CommandResult pause(AttendedSite site) {
        return site.site.send(new Command.PauseRecording(site.site.header(), KIM));
    }

    private static CommandResult record(AttendedSite site) {
        return site.site.send(new Command.ResumeRecording(site.site.header(), KIM));
    }

    private static void watch(AttendedSite site) {
        site.site.send(new Command.Watch(site.site.header()));
    }
}
