package dev.fleetrl.robot;

import static dev.fleetrl.robot.AttendedSite.PICK;
import static dev.fleetrl.robot.AttendedSite.task;
import static dev.fleetrl.robot.SimulatedSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Activity;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.attended.Reset;
import dev.fleetrl.robot.arm.attended.Success;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenes that a script lays out. */
class SceneResetTest {
    private static final TaskId SORT = new TaskId("sort");

    @TempDir
    private Path folder;

    /** The script is a real one; virtual time stands still while it runs. */
    @Test
    void goesOnWithoutAPersonWhereAScriptLaysOutTheScene() {
        Path count = folder.resolve("count");
        Reset append = shell("echo x >> " + count);
        try (AttendedSite site = new AttendedSite(folder, task(PICK, append, new Success.ByPerson(0)))) {
            assertThat(site.run(1).reason()).contains("reset-the-scene");
            site.goOn();
            assertThat(site.run(1).reason()).isEqualTo("the scene is being laid out for task pick");
            assertThat(count).hasContent("x");
            assertThat(site.run(1).accepted()).isTrue();
            site.time.runFor(SECOND);
            site.judge(Outcome.FAILURE);
            site.time.runFor(SECOND);

            assertThat(count).hasContent("x\nx");
            assertThat(site.state().readyForEpisode()).isTrue();
            assertThat(site.run(2).accepted()).isTrue();
        }
    }

    @Test
    void laysOutTheSceneOfAnotherTaskFirst() {
        Path last = folder.resolve("last");
        try (AttendedSite site = new AttendedSite(
                folder,
                task(PICK, shell("echo pick > " + last), new Success.ByPerson(0)),
                task(SORT, shell("echo sort > " + last), new Success.ByPerson(0)))) {
            site.goOn();
            site.run(1);
            assertThat(last).hasContent("pick");
            assertThat(site.run(SORT).reason()).isEqualTo("the scene is being laid out for task sort");
            assertThat(last).hasContent("sort");
            assertThat(site.run(SORT).accepted()).isTrue();
        }
    }

    @Test
    void holdsAndAsksForHelpWhereTheScriptFails() {
        Path broken = folder.resolve("broken");
        try (AttendedSite site =
                new AttendedSite(folder, task(PICK, shell("test ! -e " + broken), new Success.ByPerson(0)))) {
            site.goOn();
            site.run(1);
            site.run(1);
            assertThat(broken.toFile().mkdir()).isTrue();
            site.time.runFor(SECOND);
            site.judge(Outcome.SUCCESS);
            site.time.runFor(SECOND);

            RobotState held = site.state();
            assertThat(held.authority().reason()).isEqualTo(HelpRequest.RESET_FAILED);
            assertThat(held.authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(held.isAt(Activity.RESETTING)).isTrue();
            assertThat(held.warnings()).anyMatch(words -> words.endsWith("ended with exit code 1"));
            assertThat(site.site.help).extracting(HelpRequest::reason).contains(HelpRequest.RESET_FAILED);

            site.goOn(); // a person has laid it out
            assertThat(site.state().readyForEpisode()).isTrue();
            assertThat(site.run(2).accepted()).isTrue();
        }
    }

    @Test
    void layOutsDoNotBeginWhenTheAgentEnds() {
        Path count = folder.resolve("count");
        try (AttendedSite site =
                new AttendedSite(folder, task(PICK, shell("echo x >> " + count), new Success.ByPerson(0)))) {
            site.goOn();
            site.run(1);
            site.run(1);
            site.time.runFor(SECOND);
            site.site.agent.shutDown();
            site.time.runFor(SECOND);

            assertThat(site.closed().ending().reason()).isEqualTo("agent-stopped");
            assertThat(count).hasContent("x");
        }
    }

    /** A hand is in the cell: whoever pressed STOP is not to be met by what the script moves. */
    @Test
    void startsNoScriptWhileTheRobotIsStopped() {
        Path count = folder.resolve("count");
        try (AttendedSite site =
                new AttendedSite(folder, task(PICK, shell("echo x >> " + count), new Success.ByPerson(0)))) {
            begin(site);
            site.site.send(new Command.Stop(site.site.header(), AttendedSite.KIM));
            assertThat(site.closed().ending().reason()).isEqualTo("operator-away");
            site.time.runFor(SECOND);
            assertThat(site.state().isAt(Activity.RESETTING)).isTrue();
            site.site.send(new Command.ClearStop(site.site.header(), AttendedSite.KIM));
            site.time.runFor(SECOND);
            assertThat(site.state().authority().reason()).isEqualTo("reset-the-scene");
            assertThat(count).hasContent("x");

            site.goOn();
            assertThat(site.run(2).reason()).isEqualTo("the scene is being laid out for task pick");
            assertThat(count).hasContent("x\nx");
            assertThat(site.run(2).accepted()).isTrue();
        }
    }

    @Test
    void startsNoScriptWhileTheRobotIsHeld() {
        Path count = folder.resolve("count");
        try (AttendedSite site =
                new AttendedSite(folder, task(PICK, shell("echo x >> " + count), new Success.ByPerson(0)))) {
            begin(site);
            site.site.send(new Command.Hold(site.site.header(), AttendedSite.KIM));
            site.judge(Outcome.FAILURE);
            site.time.runFor(SECOND);

            assertThat(site.state().authority().reason()).isEqualTo("reset-the-scene");
            assertThat(site.state().isAt(Activity.RESETTING)).isTrue();
            assertThat(count).hasContent("x");
            site.goOn();
            assertThat(site.state().readyForEpisode()).isTrue();
        }
    }

    /** A second of an episode, whose scene the script has laid out. */
    private static void begin(AttendedSite site) {
        site.goOn();
        site.run(1);
        assertThat(site.run(1).accepted()).isTrue();
        site.time.runFor(SECOND);
    }

    private static Reset shell(String script) {
        return new Reset.ByScript(List.of("sh", "-c", script), 30);
    }
}
