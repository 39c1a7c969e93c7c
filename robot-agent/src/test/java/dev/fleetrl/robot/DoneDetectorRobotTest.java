package dev.fleetrl.robot;

import static dev.fleetrl.robot.AttendedSite.PICK;
import static dev.fleetrl.robot.AttendedSite.task;
import static dev.fleetrl.robot.SimulatedSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.DoneSignal;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.robot.arm.attended.Reset;
import dev.fleetrl.robot.arm.attended.Success;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Episodes of which the critic's done detector says success. */
class DoneDetectorRobotTest {
    @TempDir
    private Path folder;

    @Test
    void believesTheDoneDetectorOfItsOwnEpisode() {
        try (AttendedSite site = judgedByTheDoneDetector()) {
            EpisodeId episode = site.opened().get(0).episode();
            assertThat(site.opened().get(0).judge()).contains(OutcomeSource.CRITIC);
            site.say(look(episode, 5, false, false));
            site.say(look(new EpisodeId("another"), 8, true, false));
            site.time.runFor(SECOND);
            assertThat(site.site.closed()).isEmpty();
            site.say(look(episode, 10, true, false));

            assertThat(site.closed().ending())
                    .isEqualTo(new Ending(Outcome.SUCCESS, "done-detector", OutcomeSource.CRITIC));
        }
    }

    /** A person did it and gave the robot back, and the detector says so of a step in which they drove. */
    @Test
    void believesTheDoneDetectorWhileTheRobotIsHeld() {
        try (AttendedSite site = judgedByTheDoneDetector()) {
            EpisodeId episode = site.opened().get(0).episode();
            site.say(look(episode, 5, false, false));
            site.site.send(new Command.Hold(site.site.header(), AttendedSite.KIM));
            site.time.runFor(SECOND);
            site.say(look(episode, 8, true, false));

            assertThat(site.closed().ending().outcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    /** A hand puts the object into the bin while the robot stands, and the policy goes on before the next look. */
    @Test
    void takesNothingForSuccessThatBecameDoneWhileNobodyDrove() {
        try (AttendedSite site = judgedByTheDoneDetector()) {
            EpisodeId episode = site.opened().get(0).episode();
            site.say(look(episode, 5, false, false));
            site.say(look(episode, 8, true, true));
            site.say(look(episode, 10, true, false));

            assertThat(site.closed().ending())
                    .isEqualTo(new Ending(Outcome.ABORTED, Ending.DONE_WHILE_HELD, OutcomeSource.AGENT));
        }
    }

    @Test
    void holdsAndCallsWhereTheTaskIsDoneAtTheFirstLook() {
        try (AttendedSite site = judgedByTheDoneDetector()) {
            site.say(look(site.opened().get(0).episode(), 10, true, false));

            assertThat(site.closed().ending())
                    .isEqualTo(new Ending(Outcome.ABORTED, Ending.DONE_AT_START, OutcomeSource.AGENT));
            site.time.runFor(SECOND);
            assertThat(site.site.help).extracting(HelpRequest::reason).containsExactly(Ending.DONE_AT_START);
            assertThat(site.state().authority().mode()).isEqualTo(ControlMode.HOLD);
        }
    }

    /** Three seconds of time limit, and the detector sees nothing that is done. */
    @Test
    void failsWhereTheDoneDetectorSeesNothingInTime() {
        try (AttendedSite site = judgedByTheDoneDetector()) {
            EpisodeId episode = site.opened().get(0).episode();
            site.time.every(
                    SECOND / 2, () -> site.say(look(episode, site.site.steps().size(), false, false)));

            assertThat(site.closed().ending()).isEqualTo(new Ending(Outcome.FAILURE, "time-out", OutcomeSource.CRITIC));
        }
    }

    /** It speaks, but of steps that are long past: nobody has seen the end. */
    @Test
    void isNobodysFailureWhereTheDoneDetectorLagsBehind() {
        try (AttendedSite site = judgedByTheDoneDetector()) {
            EpisodeId episode = site.opened().get(0).episode();
            site.time.every(SECOND / 2, () -> site.say(look(episode, 2, false, false)));

            assertThat(site.closed().ending())
                    .isEqualTo(new Ending(Outcome.ABORTED, Ending.DETECTOR_SILENT, OutcomeSource.AGENT));
        }
    }

    @Test
    void holdsAndCallsWhereTheDoneDetectorIsSilent() {
        try (AttendedSite site = judgedByTheDoneDetector()) {
            assertThat(site.closed().ending())
                    .isEqualTo(new Ending(Outcome.ABORTED, Ending.DETECTOR_SILENT, OutcomeSource.AGENT));
            site.time.runFor(SECOND);
            assertThat(site.site.help).extracting(HelpRequest::reason).containsExactly(Ending.DETECTOR_SILENT);
            assertThat(site.state().authority().mode()).isEqualTo(ControlMode.HOLD);
        }
    }

    /** In an episode that runs for a second. */
    private AttendedSite judgedByTheDoneDetector() {
        AttendedSite site = new AttendedSite(folder, task(PICK, new Reset.ByPerson(), new Success.ByDoneDetector(2)));
        site.goOn();
        assertThat(site.run(1).accepted()).isTrue();
        site.time.runFor(SECOND);
        return site;
    }

    private static DoneSignal look(EpisodeId episode, int step, boolean isDone, boolean held) {
        return new DoneSignal(Events.ROBOT, episode, step, isDone, held, isDone ? 0.9 : 0.1, new LabelRunId("round-1"));
    }
}
