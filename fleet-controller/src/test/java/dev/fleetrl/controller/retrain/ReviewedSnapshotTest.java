package dev.fleetrl.controller.retrain;

import static dev.fleetrl.controller.Fixtures.ADA;
import static dev.fleetrl.controller.Fixtures.BY_V1;
import static dev.fleetrl.controller.Fixtures.PICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.fleet.SimulatedSite;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedWire;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say of episodes reaches the next round, and no earlier one. */
class ReviewedSnapshotTest {
    @TempDir
    Path folder;

    /** One success failed, say those who looked again, one is left out, and what was aborted succeeded. */
    @Test
    void takesEpisodesAsPeopleJudgedThemLaterAndLeavesOutWhatTheyExcluded() throws Exception {
        try (EpisodeStore store = EpisodeStore.open(folder)) {
            ScriptedTraining training = new ScriptedTraining();
            training.hangs = true;
            SimulatedSite site = new SimulatedSite(1, Faults.NONE, store, training, Optional.empty());
            SimulatedWire others = site.broker.connect();
            Outcome[] outcomes = {Outcome.SUCCESS, Outcome.SUCCESS, Outcome.SUCCESS, Outcome.ABORTED};
            for (int seed = 1; seed <= outcomes.length; seed++) {
                tell(site, others, LogTopics.EPISODES, sealed(seed, outcomes[seed - 1]));
            }
            tell(site, others, LogTopics.EPISODES, rated(1, Outcome.FAILURE));
            tell(site, others, LogTopics.EPISODES, new EpisodeRecord.Excluded(id(2), ADA, "camera covered", 9));
            tell(site, others, LogTopics.EPISODES, rated(4, Outcome.SUCCESS));
            tell(site, others, LogTopics.REQUESTS, new FleetRequest.Retrain(round(), 0));

            var unused = site.startController();
            site.time.runUntil(() -> !training.jobs.isEmpty());

            assertThat(training.jobs.get(0).snapshot().episodes())
                    .extracting(Snapshot.Entry::episode, Snapshot.Entry::outcome)
                    .containsExactly(
                            tuple(id(1), Optional.of(Outcome.FAILURE)),
                            tuple(id(3), Optional.empty()),
                            tuple(id(4), Optional.of(Outcome.SUCCESS)));
        }
    }

    private static <M> void tell(SimulatedSite site, SimulatedWire others, Topic<M> topic, M message) {
        Future<Void> sent = others.publish(topic, message);
        site.time.runUntil(sent::isComplete);
    }

    private static EpisodeId id(int seed) {
        return new EpisodeId("practice-1-" + seed + "-a0");
    }

    private static EpisodeRecord sealed(int seed, Outcome outcome) {
        return new EpisodeRecord.Sealed(
                Fixtures.manifest(Fixtures.plan("practice-1", seed, 0, BY_V1, Cohort.TRAIN), outcome, 5, 0), seed);
    }

    private static EpisodeRecord rated(int seed, Outcome outcome) {
        return new EpisodeRecord.Rated(id(seed), "v", ADA, Outcome.SUCCESS, Optional.of(outcome), "", 9);
    }

    private static RoundRequest round() {
        return new RoundRequest(
                new RoundId("round-1"),
                PICK,
                new PolicyVersion("v2"),
                Optional.empty(),
                List.of(new CollectionId("practice-1")),
                "sft",
                Optional.empty(),
                100,
                1,
                Map.of(),
                false);
    }
}
