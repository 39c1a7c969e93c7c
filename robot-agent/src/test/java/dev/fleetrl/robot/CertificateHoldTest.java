package dev.fleetrl.robot;

import static dev.fleetrl.robot.SimulatedSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a robot does whose certificate has run out while it works. */
class CertificateHoldTest {
    private static final ActionSource EXPERT = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
    private static final String EXPIRED = "the certificate of lab/robot-1 expired at 2026-12-30T12:00:00Z";

    @TempDir
    private Path folder;

    @Test
    void holdsSaysSoRecordsItAndGoesOnOnlyWhenAPersonLetsIt() {
        try (SimulatedSite site = new SimulatedSite(folder.resolve("spool.db"), SimulatedSite.noPolicy())) {
            assertThat(site.run(EXPERT, 3, 1).accepted()).isTrue();
            site.time.runFor(SECOND);

            site.agent.certificate(Optional.of(EXPIRED));
            site.time.runFor(SECOND);

            RobotState held = last(site.states);
            assertThat(held.authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(held.authority().reason()).isEqualTo("certificate-invalid");
            assertThat(held.warnings()).contains(EXPIRED + ": enrol the robot again");
            List<Step> steps = site.steps();
            assertThat(steps.get(0).source()).isEqualTo(EXPERT);
            assertThat(last(steps).source()).isInstanceOf(ActionSource.Hold.class);

            site.agent.certificate(Optional.empty());
            site.time.runFor(SECOND);

            assertThat(last(site.states).authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(last(site.states).warnings()).noneMatch(words -> words.contains("expired"));
            assertThat(site.send(new Command.Resume(site.header(), new OperatorId("ada")))
                            .accepted())
                    .isTrue();
            site.time.runFor(SECOND);
            assertThat(last(site.steps()).source()).isEqualTo(EXPERT);
        }
    }

    @Test
    void beginsNoEpisode() {
        try (SimulatedSite site = new SimulatedSite(folder.resolve("spool.db"), SimulatedSite.noPolicy())) {
            site.agent.certificate(Optional.of(EXPIRED));
            site.time.runFor(SECOND);

            assertThat(site.run(EXPERT, 3, 1).accepted()).isFalse();
            assertThat(last(site.states).readyForEpisode()).isFalse();
        }
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
