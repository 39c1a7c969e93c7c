package dev.fleetrl.robot;

import static dev.fleetrl.robot.SimulatedSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.policy.PolicyClient;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a robot does whose certificate has run out while it works. */
class CertificateHoldTest {
    private static final ActionSource EXPERT = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
    private static final ActionSource.Policy BASE = new ActionSource.Policy(new PolicyVersion("base"));
    private static final String EXPIRED = "the certificate of lab/robot-1 expired at 2026-12-30T12:00:00Z";

    private static final OperatorId ADA = new OperatorId("ada");

    @TempDir
    private Path folder;

    private boolean awake;

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

            CommandResult early = site.send(new Command.Resume(site.header(), ADA));
            assertThat(early.accepted()).isFalse();
            assertThat(early.reason()).isEqualTo(EXPIRED + ": enrol the robot again");

            site.agent.certificate(Optional.empty());
            site.time.runFor(SECOND);

            assertThat(last(site.states).authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(last(site.states).warnings()).noneMatch(words -> words.contains("expired"));
            assertThat(site.send(new Command.Resume(site.header(), ADA)).accepted())
                    .isTrue();
            site.time.runFor(SECOND);
            assertThat(last(site.steps()).source()).isEqualTo(EXPERT);
        }
    }

    /** The only hold that would end by itself. */
    @Test
    void doesNotGoOnByItselfWhenThePolicyAnswersAgain() {
        try (SimulatedSite site = new SimulatedSite(folder.resolve("spool.db"), new Waking())) {
            assertThat(site.run(BASE, 1, 1).accepted()).isTrue();
            site.time.runFor(SECOND);
            assertThat(last(site.states).authority().reason()).isEqualTo("policy-silent");

            site.agent.certificate(Optional.of(EXPIRED));
            awake = true;
            site.time.runFor(SECOND);

            assertThat(last(site.states).authority().reason()).isEqualTo("certificate-invalid");
            assertThat(last(site.states).authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(site.steps()).extracting(Step::source).doesNotContain(BASE);
        }
    }

    /** Silent until it is woken. */
    private final class Waking implements PolicyClient {
        @Override
        public Future<ActionChunk> ask(Question question, long withinMillis) {
            Vec still = Vec.of(0, 0, 0, 0, 0, 0, 1);
            return awake
                    ? Future.succeededFuture(new ActionChunk(BASE.version(), List.of(still, still), 2))
                    : Future.failedFuture("connection refused");
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
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
