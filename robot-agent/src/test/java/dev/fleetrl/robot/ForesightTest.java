package dev.fleetrl.robot;

import static dev.fleetrl.robot.SimulatedSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForesightTest {
    private static final OperatorId ADA = new OperatorId("ada");
    private static final PolicyVersion BASE = new PolicyVersion("base");
    private static final Vec UP = Vec.of(0, 0, 0.01f, 0, 0, 0, 1);
    private static final Vec FAR = Vec.of(1, 0, 0, 0, 0, 0, 1);

    @TempDir
    private Path folder;

    @Test
    void showsWhoHasTheArmAndLooksOnWhereThePolicyWouldGoAndGoesNowhere() {
        try (SimulatedSite site = takenOver(BASE, UP, 20)) {
            assertThat(ahead(site)).as("nobody looks on").isEmpty();
            var stands = site.robot.commanded();

            watch(site);

            List<Vec> path = ahead(site).orElseThrow();
            assertThat(path).as("one second").hasSize(11);
            assertThat(path.get(0).at(2)).isCloseTo((float) stands.z(), within(1e-6f));
            assertThat(path.get(10).at(2)).isCloseTo((float) stands.z() + 0.1f, within(1e-6f));
            assertThat(site.robot.commanded().since(stands)).isEqualTo(Vec.of(0, 0, 0, 0, 0, 0, 1));
        }
    }

    @Test
    void endsWhenThePolicyActsAgain() {
        try (SimulatedSite site = takenOver(BASE, UP, 20)) {
            watch(site);
            assertThat(ahead(site)).isPresent();

            long epoch = site.agent.state().authority().epoch();
            assertThat(site.send(new Command.HandBack(site.header(), ADA, epoch))
                            .accepted())
                    .isTrue();
            watch(site);
            assertThat(ahead(site)).as("it holds, and shows what would come").isPresent();
            assertThat(site.send(new Command.Resume(site.header(), ADA)).accepted())
                    .isTrue();
            watch(site);

            assertThat(ahead(site)).isEmpty();
        }
    }

    @Test
    void endsWhenTheArmIsInTrouble() {
        try (SimulatedSite site = takenOver(BASE, UP, 20)) {
            watch(site);
            assertThat(ahead(site)).isPresent();

            site.troubles = List.of("camera third: no picture");
            site.time.runFor(SECOND / 2);

            assertThat(ahead(site)).isEmpty();
        }
    }

    @Test
    void showsNoFurtherThanTheArmWouldGoInAStep() {
        try (SimulatedSite site = takenOver(BASE, FAR, 1)) {
            watch(site);

            List<Vec> path = ahead(site).orElseThrow();
            assertThat(path).hasSize(2);
            assertThat(path.get(1).at(0) - path.get(0).at(0)).isPositive().isLessThan(0.1f);
        }
    }

    @Test
    void showsNothingOfAnotherPolicyOrOfNonsense() {
        for (SimulatedSite site : List.of(
                takenOver(new PolicyVersion("other"), UP, 20),
                takenOver(BASE, Vec.of(Float.NaN, 0, 0, 0, 0, 0, 1), 20))) {
            watch(site);

            assertThat(ahead(site)).isEmpty();
            site.close();
        }
    }

    private static Optional<List<Vec>> ahead(SimulatedSite site) {
        return site.states.get(site.states.size() - 1).ahead();
    }

    /** Looks on from near, for long enough to be asked and answered. */
    private static void watch(SimulatedSite site) {
        site.send(new Command.Watch(site.header()));
        site.time.runFor(3 * SECOND / 4);
    }

    /** In an episode of {@code base} that ada has taken over; the policy's server answers as {@code version}. */
    private SimulatedSite takenOver(PolicyVersion version, Vec action, int actions) {
        PolicyClient policy = SimulatedSite.policy(
                Future.succeededFuture(new ActionChunk(version, Collections.nCopies(actions, action), actions)));
        SimulatedSite site = new SimulatedSite(folder.resolve("spool-" + version + action.at(0) + ".db"), policy);
        assertThat(site.run(new ActionSource.Policy(BASE), 7, 1).accepted()).isTrue();
        assertThat(site.send(new Command.TakeOver(site.header(), ADA)).accepted())
                .isTrue();
        site.time.runFor(SECOND / 4);
        return site;
    }
}
