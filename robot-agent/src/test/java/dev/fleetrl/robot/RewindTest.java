package dev.fleetrl.robot;

import static dev.fleetrl.robot.SimulatedSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewindTest {
    private static final OperatorId ADA = new OperatorId("ada");
    private static final PolicyVersion BASE = new PolicyVersion("base");
    private static final Vec STILL = Vec.of(0, 0, 0, 0, 0, 0);
    private static final Vec ASIDE = Vec.of(0.004f, 0, 0.008f, 0, 0, 0, 1);
    private static final long PERIOD = 33_000_000L;

    @TempDir
    private Path folder;

    /** The policy went the wrong way; who takes over goes back along it, as long as the button is held, and that is a correction. */
    @Test
    void goesBackWhereThePolicyCameFromWhileTheButtonIsHeld() {
        try (SimulatedSite site = straying()) {
            ToolTarget began = site.robot.commanded();
            site.time.runFor(SECOND);
            site.send(new Command.TakeOver(site.header(), ADA));
            site.time.runFor(SECOND / 2);
            ToolTarget strayed = site.robot.commanded();
            assertThat(metres(strayed, began)).isGreaterThan(0.05);

            rewind(site, SECOND / 4);
            site.time.runFor(SECOND / 2);
            ToolTarget letGo = site.robot.commanded();
            assertThat(metres(letGo, strayed)).isBetween(0.005, 0.05);
            rewind(site, 3 * SECOND / 2);

            assertThat(metres(site.robot.commanded(), began)).isLessThan(0.004);
            assertThat(site.steps())
                    .filteredOn(step -> step.source() instanceof ActionSource.Correction)
                    .isNotEmpty()
                    .allSatisfy(step -> assertThat(back(step)).isNotPositive());
        }
    }

    /** Whoever stops it may reach in; and a stop ends a way back like any other. */
    @Test
    void goesNowhereAfterAStopNorForAnybodyElse() {
        try (SimulatedSite site = straying()) {
            site.time.runFor(SECOND);
            ToolTarget strayed = site.robot.commanded();
            rewind(site, SECOND / 4);
            site.send(new Command.TakeOver(site.header(), ADA));
            site.send(new Command.Stop(site.header(), ADA));
            ToolTarget stopped = site.robot.commanded();
            rewind(site, SECOND / 2);
            site.send(new Command.ClearStop(site.header(), ADA));
            site.send(new Command.TakeOver(site.header(), ADA));
            rewind(site, SECOND / 2);

            assertThat(stopped.z()).as("before the lease the policy went on").isGreaterThanOrEqualTo(strayed.z());
            assertThat(metres(site.robot.commanded(), stopped)).isLessThan(0.001);
        }
    }

    /** In an episode whose policy goes the wrong way. */
    private SimulatedSite straying() {
        ActionChunk aside = new ActionChunk(BASE, Collections.nCopies(10, ASIDE), 10);
        SimulatedSite site =
                new SimulatedSite(folder.resolve("spool.db"), SimulatedSite.policy(Future.succeededFuture(aside)));
        site.run(new ActionSource.Policy(BASE), 7, 1);
        return site;
    }

    /** Up, as a step was executed. */
    private static float back(Step step) {
        return step.action().at(2);
    }

    private static void rewind(SimulatedSite site, long nanos) {
        long epoch = site.agent.state().authority().epoch();
        for (long t = 0; t < nanos; t += PERIOD) {
            long sequence = site.time.nanoTime();
            site.teleop(
                    new TeleopCommand(ADA, epoch, sequence, site.time.millis(), 200, true, STILL, 0, Optional.of(0.1)));
            site.time.runFor(PERIOD);
        }
        site.teleop(new TeleopCommand(ADA, epoch, site.time.nanoTime(), site.time.millis(), 200, false, STILL, 0));
    }

    private static double metres(ToolTarget a, ToolTarget b) {
        return Math.sqrt(Math.pow(a.x() - b.x(), 2) + Math.pow(a.y() - b.y(), 2) + Math.pow(a.z() - b.z(), 2));
    }
}
