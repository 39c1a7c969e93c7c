package dev.fleetrl.controller.allocation;

import static dev.fleetrl.controller.Fixtures.BY_EXPERT;
import static dev.fleetrl.controller.Fixtures.BY_V1;
import static dev.fleetrl.controller.Fixtures.PICK;
import static dev.fleetrl.controller.Fixtures.V1;
import static dev.fleetrl.controller.Fixtures.birth;
import static dev.fleetrl.controller.Fixtures.collection;
import static dev.fleetrl.controller.Fixtures.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.rollout.RolloutSettings;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.controller.roster.Liveness;
import dev.fleetrl.controller.roster.RobotView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
    private static final Allocation.Limits LIMITS = new Allocation.Limits(5000, 20_000);
    private static final RobotId ONE = new RobotId("robot-1");
    private static final RobotId TWO = new RobotId("robot-2");

    private final Rollouts rollouts = new Rollouts(RolloutSettings.standard(false));
    private Allocation allocation = new Allocation(LIMITS, Optional.empty());

    private static RobotView ready(RobotId robot, long atMillis) {
        return new RobotView(
                robot,
                Liveness.LIVE,
                Optional.of(0L),
                0,
                Optional.of(birth(robot, "s")),
                Optional.empty(),
                Optional.of(Fixtures.state(robot, "s", atMillis, atMillis, Optional.empty(), 0)));
    }

    private List<EpisodeRecord> decide(long nowMillis, boolean published, RobotId... robots) {
        List<RobotView> views =
                List.of(robots).stream().map(robot -> ready(robot, nowMillis)).toList();
        List<EpisodeRecord> decisions = allocation.decide(new Circumstances(
                nowMillis,
                false,
                views,
                version -> published,
                task -> published ? Optional.of(V1) : Optional.empty(),
                rollouts));
        decisions.forEach(allocation::replay);
        return decisions;
    }

    private static List<String> assigned(List<EpisodeRecord> decisions) {
        return decisions.stream()
                .filter(EpisodeRecord.Assigned.class::isInstance)
                .map(record -> record.episode().value())
                .toList();
    }

    @Test
    void servesCollectionsInTheOrderAskedWhateverTheLogsOrder() {
        allocation.replay(new FleetRequest.Collect(collection("second", BY_EXPERT, 5), 20));
        allocation.replay(new FleetRequest.Collect(collection("first", BY_EXPERT, 1), 10));

        assertThat(assigned(decide(0, false, ONE, TWO))).containsExactly("first-1-a0", "second-1-a0");
    }

    @Test
    void passesTheVariationOnToEachPlan() {
        Optional<Variation> light = Optional.of(Variation.parse("vision.light.2"));
        CollectionRequest plain = collection("c", BY_EXPERT, 1);
        CollectionRequest varied = new CollectionRequest(
                plain.id(),
                plain.task(),
                Cohort.EVALUATION,
                plain.driver(),
                1,
                7,
                plain.pace(),
                light,
                Optional.empty());
        allocation.replay(new FleetRequest.Collect(varied, 0));

        EpisodeRecord.Assigned assigned =
                (EpisodeRecord.Assigned) decide(0, false, ONE).get(0);

        assertThat(assigned.plan().variation()).isEqualTo(light);
    }

    @Test
    void givesWhatAPersonShowsToTheRobotThatTheyAreAtUntilTheySayEnough() {
        CollectionRequest shown = CollectionRequest.shownBy(
                new OperatorId("ada"),
                new CollectionId("shown"),
                collection("c", BY_EXPERT, 1).task(),
                TWO,
                2,
                1);
        allocation.replay(new FleetRequest.Collect(collection("older", BY_EXPERT, 5), 0));
        allocation.replay(new FleetRequest.Collect(shown, 1));

        assertThat(assigned(decide(0, false, ONE, TWO))).containsExactly("older-1-a0", "shown-1-a0");
        allocation.replay(new FleetRequest.Withdraw(shown.id(), 2));
        assertThat(assigned(decide(9_000, false, TWO))).noneMatch(id -> id.startsWith("shown"));
        assertThat(allocation.collection(shown.id(), 2).orElseThrow().complete())
                .isTrue();
    }

    @Test
    void waitsForThePolicyThatIsToAct() {
        allocation.replay(new FleetRequest.Collect(collection("c", BY_V1, 1), 0));

        assertThat(decide(0, false, ONE)).isEmpty();
        assertThat(assigned(decide(0, true, ONE))).containsExactly("c-1-a0");
    }

    @Test
    @Timeout(5)
    void tellsAtOnceHowFarEvenTheLargestCollectionIs() {
        allocation.replay(new FleetRequest.Collect(collection("c", BY_EXPERT, Integer.MAX_VALUE), 0));
        decide(0, false, ONE);

        assertThat(allocation.collections(1).get(0).running()).isEqualTo(1);
    }

    @Test
    void givesARobotNothingWhileItHasAPlan() {
        allocation.replay(new FleetRequest.Collect(collection("c", BY_EXPERT, 5), 0));
        decide(0, false, ONE);

        assertThat(decide(4000, false, ONE)).isEmpty();
    }

    @Test
    void givesUpAnEpisodeThatNobodyOpensAndGivesItsSeedOutAgain() {
        allocation.replay(new FleetRequest.Collect(collection("c", BY_EXPERT, 1), 0));
        decide(0, false, ONE);

        assertThat(decide(5001, false)).singleElement().isInstanceOf(EpisodeRecord.GivenUp.class);
        assertThat(assigned(decide(5002, false, TWO))).containsExactly("c-1-a1");
    }

    @Test
    void leavesARobotThatRefusedInPeaceForAWhile() {
        allocation.replay(new FleetRequest.Collect(collection("c", BY_EXPERT, 1), 0));
        decide(0, false, ONE);
        allocation.hearRefusal("c-1-a0", "no", 100);
        decide(100, false, ONE);

        assertThat(decide(200, false, ONE)).isEmpty();
        assertThat(assigned(decide(200, false, TWO))).containsExactly("c-1-a1");
    }

    @Test
    void waitsAfreshAfterItsOwnAbsence() {
        allocation.replay(new FleetRequest.Collect(collection("c", BY_EXPERT, 1), 0));
        decide(0, false, ONE);
        allocation.begin(60_000);

        assertThat(decide(60_001, false, TWO)).isEmpty();
    }

    @Test
    void repeatsAnAbortedEpisodeAndCompletesWithAVerdict() {
        allocation.replay(new FleetRequest.Collect(collection("c", BY_EXPERT, 1), 0));
        decide(0, false, ONE);
        allocation.replay(new EpisodeRecord.Sealed(manifest(RandomFleet.practice(1, 0), Outcome.ABORTED, 3, 0), 1));
        assertThat(assigned(decide(10, false, ONE))).containsExactly("c-1-a1");

        allocation.replay(new EpisodeRecord.Sealed(manifest(RandomFleet.practice(1, 1), Outcome.FAILURE, 3, 0), 2));

        CollectionProgress progress =
                allocation.collection(new CollectionId("c"), 20).orElseThrow();
        assertThat(progress.complete()).isTrue();
        assertThat(progress.successes()).isZero();
        assertThat(decide(30, false, ONE)).isEmpty();
    }

    /** The same start would break the simulation again, and again. */
    @Test
    void closesASeedThatBreaksTheSimulation() {
        allocation.replay(new FleetRequest.Collect(collection("c", BY_EXPERT, 1), 0));
        decide(0, false, ONE);
        EpisodeManifest broken = aborted(RandomFleet.practice(1, 0), Ending.PHYSICS);
        allocation.replay(new EpisodeRecord.Sealed(broken, 1));

        assertThat(decide(10, false, ONE)).isEmpty();
        assertThat(allocation.counts(broken)).isTrue();
        assertThat(allocation
                        .collection(new CollectionId("c"), 20)
                        .orElseThrow()
                        .complete())
                .isTrue();
    }

    private static EpisodeManifest aborted(EpisodePlan plan, String reason) {
        return manifest(plan, Outcome.ABORTED, 3, 0)
                .judged(new Ending(Outcome.ABORTED, reason, OutcomeSource.ENVIRONMENT));
    }

    @Test
    void countsOneVerdictOfASeedThatWasJudgedTwice() {
        allocation.replay(new FleetRequest.Collect(collection("c", BY_EXPERT, 1), 0));
        EpisodePlan late = RandomFleet.practice(1, 0);
        EpisodePlan again = RandomFleet.practice(1, 1);
        allocation.replay(new EpisodeRecord.Sealed(manifest(again, Outcome.FAILURE, 3, 0), 1));
        allocation.replay(new EpisodeRecord.Sealed(manifest(late, Outcome.SUCCESS, 3, 0), 2));

        assertThat(allocation.counts(manifest(late, Outcome.SUCCESS, 3, 0))).isTrue();
        assertThat(allocation.counts(manifest(again, Outcome.FAILURE, 3, 0))).isFalse();
    }

    @Test
    void practisesWithThePublishedPolicyOrShowsTheTaskWhileThereIsNone() {
        allocation = new Allocation(LIMITS, Optional.of(new Practice(new CollectionId("practice"), PICK, 1000, 1)));

        EpisodeRecord.Assigned shown =
                (EpisodeRecord.Assigned) decide(0, false, ONE).get(0);
        EpisodeRecord.Assigned practised =
                (EpisodeRecord.Assigned) decide(0, true, TWO).get(0);

        assertThat(shown.plan().driver()).isEqualTo(BY_EXPERT);
        assertThat(shown.plan().seed()).isEqualTo(1000);
        assertThat(shown.plan().collection()).hasToString("practice");
        assertThat(practised.plan().driver()).isEqualTo(BY_V1);
        assertThat(practised.plan().seed()).isEqualTo(1001);
        assertThat(practised.plan().collection()).hasToString("practice-v1");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void bringsEverySeedToOneVerdictAndNoRobotTwoPlans(long seed) {
        FleetRequest.Collect request = new FleetRequest.Collect(collection("c", BY_V1, 40), 0);
        allocation.replay(request);
        RandomFleet fleet = new RandomFleet(seed, 4, allocation);

        for (int i = 0; i < 10_000 && !isComplete(allocation); i++) {
            fleet.tick();
        }

        assertThat(fleet.violations).isEmpty();
        assertThat(isComplete(allocation)).isTrue();

        Allocation again = new Allocation(LIMITS, Optional.empty());
        again.replay(request);
        inAnotherOrderOfPartitions(fleet.log, seed).forEach(again::replay);
        assertThat(again.collection(new CollectionId("c"), 0).orElseThrow().successes())
                .isEqualTo(allocation
                        .collection(new CollectionId("c"), 0)
                        .orElseThrow()
                        .successes());
        assertThat(isComplete(again)).isTrue();
    }

    private static boolean isComplete(Allocation allocation) {
        return allocation.collection(new CollectionId("c"), 0).orElseThrow().complete();
    }

    /** Kafka keeps the order of one episode's records, and no other. */
    private static List<EpisodeRecord> inAnotherOrderOfPartitions(List<EpisodeRecord> log, long seed) {
        List<List<EpisodeRecord>> episodes = new ArrayList<>();
        log.stream()
                .map(EpisodeRecord::episode)
                .distinct()
                .forEach(id -> episodes.add(log.stream()
                        .filter(record -> record.episode().equals(id))
                        .toList()));
        Collections.shuffle(episodes, new Random(seed));
        return episodes.stream().flatMap(List::stream).toList();
    }
}
