package dev.fleetrl.robot;

import static dev.fleetrl.robot.SimulatedSite.MILLI;
import static dev.fleetrl.robot.SimulatedSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's way to the robot, and the robot's own, break. */
class LostLinkTest {
    private static final OperatorId ADA = new OperatorId("ada");
    private static final ActionSource.Policy BASE = new ActionSource.Policy(new PolicyVersion("base"));
    private static final Vec UP = Vec.of(0, 0, 0.01f, 0, 0, 0, 1);

    @TempDir
    private Path folder;

    @Test
    void holdsWhenTheOperatorsNetworkIsGoneAndNeverGoesOnByItself() {
        try (SimulatedSite site = site()) {
            site.run(BASE, 1, 1);
            site.send(new Command.TakeOver(site.header(), ADA));
            site.drive(ADA, SECOND);

            site.time.runFor(SECOND);
            RobotState silent = site.agent.state();
            assertThat(silent.authority().mode()).isEqualTo(ControlMode.HOLD);
            site.drive(ADA, SECOND);

            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.HOLD);
            assertThat(site.agent.state().toolPose().at(0) - silent.toolPose().at(0))
                    .isBetween(-0.001f, 0.001f);
            site.time.runUntil(() -> site.closed().isPresent());
            assertThat(site.closed().orElseThrow().ending().reason()).isEqualTo("operator-away");
            assertThat(site.agent.state().readyForEpisode()).isFalse();
        }
    }

    /** Six tenths: half a second of silence, and what is under way. */
    @Test
    void holdsWhenTheLinkIsLostInAPersonsHandAndStandsFromThenOn() {
        try (SimulatedSite site = site()) {
            site.run(BASE, 1, 1);
            site.send(new Command.TakeOver(site.header(), ADA));
            site.drive(ADA, SECOND);
            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.HUMAN);

            site.link.disconnect();
            site.time.runFor(600 * MILLI);
            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.HOLD);
            ToolTarget held = site.robot.commanded();
            site.drive(ADA, SECOND);
            site.link.reconnect();
            site.drive(ADA, SECOND);

            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.HOLD);
            ToolTarget now = site.robot.commanded();
            assertThat(List.of(now.x(), now.y(), now.z())).isEqualTo(List.of(held.x(), held.y(), held.z()));
        }
    }

    /** The policy has a way of its own: it drives the episode to its end, and nothing begins that nobody could hear of. */
    @Test
    void finishesItsEpisodeWithoutALinkAndBeginsNoOther() {
        try (SimulatedSite site = site()) {
            site.run(BASE, 1, 1);
            site.time.runFor(SECOND);

            site.link.disconnect();
            site.time.runFor(SECOND);
            assertThat(site.agent.state().authority().mode()).isEqualTo(ControlMode.AUTONOMOUS);
            site.time.runUntil(() -> site.agent.state().episode().isEmpty());
            site.time.runFor(SECOND);
            assertThat(site.agent.state().readyForEpisode()).isFalse();
            assertThat(site.closed()).as("nobody has heard of its end").isEmpty();

            site.link.reconnect();
            site.time.runFor(10 * SECOND);
            assertThat(site.steps()).hasSize(site.closed().orElseThrow().steps());
            assertThat(site.unsent()).isZero();
        }
    }

    @Test
    void isAnnouncedAgainAfterItsConnectionBroke() {
        try (SimulatedSite site = site()) {
            site.link.disconnect();
            site.time.runFor(SECOND);
            site.link.reconnect();
            site.time.runFor(SECOND);

            assertThat(site.connections)
                    .extracting(Connection::state)
                    .containsExactly(Connection.State.ONLINE, Connection.State.BROKEN, Connection.State.ONLINE);
        }
    }

    private SimulatedSite site() {
        return new SimulatedSite(
                folder.resolve("spool.db"),
                SimulatedSite.policy(
                        Future.succeededFuture(new ActionChunk(BASE.version(), List.of(UP, UP, UP, UP), 4))));
    }
}
