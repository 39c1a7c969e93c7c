package dev.fleetrl.controller.rollout;

import static dev.fleetrl.controller.Fixtures.PICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.controller.Fixtures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutTest extends OneRollout {
    @Test
    void waitsForAServerThatHasItWarm() {
        tell(new ModelRecord.Refused(NEW, "server", "damaged"));
        tell(Rollouts.begun(NEW, PICK, OLD, "asked for", nowMillis));

        assertThat(decide()).as("another server may take it").isEmpty();
        nowMillis += 31 * 60_000;
        assertThat(decide()).singleElement().isInstanceOfSatisfying(ModelRecord.Staged.class, staged -> {
            assertThat(staged.stage()).isEqualTo(RolloutStage.HELD);
            assertThat(staged.reason()).contains("damaged");
        });
    }

    @Test
    void interleavesBothOnEachRobotInEachBlock() {
        begin();
        List<Boolean> order = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            EpisodePlan plan = assign(ONE);
            order.add(isNew(plan));
            seal(plan, true);
            decideAll();
        }

        for (int block = 0; block < 4; block++) {
            assertThat(Collections.frequency(order.subList(5 * block, 5 * block + 5), true))
                    .as("of block " + block)
                    .isEqualTo(1);
        }
        assertThat(IntStream.range(0, 4)
                        .mapToObj(b -> order.subList(5 * b, 5 * b + 5).indexOf(true))
                        .distinct())
                .as("places in the block")
                .hasSizeGreaterThan(1);
    }

    @Test
    void drawsEachPlaceAsOften() {
        TrialBlocks blocks = new TrialBlocks(NEW, 1);
        long first = IntStream.range(0, 1000)
                .filter(robot -> blocks.next(new RobotId("robot-" + robot), SETTINGS.canary(), 0)
                        .orElseThrow()
                        .isCandidate())
                .count();

        assertThat(first).as("of 1000, one in five").isBetween(160L, 240L);
    }

    @Test
    void makesUpForAnEpisodeWithoutAVerdict() {
        begin();
        EpisodePlan first = assign(ONE);
        seal(aborted(first, Ending.PHYSICS));
        List<EpisodePlan> block = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThat(decide()).as("before the block is whole").isEmpty();
            block.add(assign(ONE));
            seal(block.get(i), true);
        }

        assertThat(block.stream().filter(OneRollout::isNew)).hasSize(1);
        assertThat(decide()).singleElement().isInstanceOf(ModelRecord.Compared.class);
        assertThat(view().canary().orElseThrow().baseline().episodes()).isEqualTo(4);
    }

    private static EpisodeManifest aborted(EpisodePlan plan, String reason) {
        return Fixtures.manifest(plan, Outcome.ABORTED, 10, 0)
                .judged(new Ending(Outcome.ABORTED, reason, OutcomeSource.AGENT));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsHelpAndWhatPeopleStoppedAsFailure(boolean helped) {
        begin();
        for (int i = 0; i < 5; i++) {
            EpisodePlan plan = assign(ONE);
            EpisodeManifest went = Fixtures.manifest(plan, Outcome.SUCCESS, 10, 0);
            EpisodeManifest helpedOrStopped =
                    helped ? Fixtures.manifest(plan, Outcome.SUCCESS, 10, 3) : aborted(plan, "operator-away");
            seal(isNew(plan) ? helpedOrStopped : went);
        }
        decide();

        assertThat(view().canary().orElseThrow().candidate().successes()).isZero();
        assertThat(view().canary().orElseThrow().baseline().successes()).isEqualTo(4);
    }

    @Test
    void rollsBackWhatFailsAndKeepsTheBaseline() {
        begin();
        runBlocks(6, 5, false, true);

        assertThat(view().stage()).isEqualTo(RolloutStage.ROLLED_BACK);
        assertThat(view().reason()).startsWith("it succeeds less often: 0 of ");
        assertThat(policies.published(PICK)).contains(OLD);
        assertThat(rollouts.next(PICK, ONE, 0)).isEmpty();
    }

    @Test
    void holdsWhereTheBudgetDecidesNothing() {
        begin();
        runBlocks(6, 5, true, true);

        assertThat(view().stage()).isEqualTo(RolloutStage.HELD);
        assertThat(policies.published(PICK)).contains(OLD);
    }

    @Test
    void publishesWhatIsBetterAndWatchesItBesideTheBaseline() {
        rollouts = new Rollouts(new RolloutSettings(true, 0.05, 0.05, 0, 500, 30, 8, 1, 60, 1, 3, 4, 5_000, 1));
        models.forEach(rollouts::replay);
        begin();
        runBlocks(30, 2, true, false);
        assertThat(view().stages()).extracting(ModelRecord.Staged::stage).contains(RolloutStage.FLEET);
        assertThat(policies.published(PICK)).contains(NEW);

        runBlocks(4, 4, true, true);

        assertThat(view().stage()).isEqualTo(RolloutStage.CONFIRMED);
        assertThat(view().fleet().orElseThrow().baseline().episodes()).isEqualTo(4);
    }

    @Test
    void comesBackFromTheFleetByItselfAndByAPerson() {
        begin();
        tell(new ModelRecord.Published(NEW, PICK, nowMillis));
        decide();
        assertThat(view().stage()).as("somebody published it").isEqualTo(RolloutStage.FLEET);
        runBlocks(20, 4, false, true);
        assertThat(view().stage()).isEqualTo(RolloutStage.ROLLED_BACK);
        assertThat(policies.published(PICK)).contains(OLD);

        begin();
        tell(new ModelRecord.Published(NEW, PICK, nowMillis));
        decide();
        rollouts.back(NEW, PICK, "by ada", standing()).forEach(this::tell);
        decideAll();
        assertThat(view().stage()).isEqualTo(RolloutStage.ROLLED_BACK);
        assertThat(view().reason()).isEqualTo("by ada");
        assertThat(policies.published(PICK)).contains(OLD);
        assertThat(rollouts.back(NEW, PICK, "again", standing())).isEmpty();
    }

    @Test
    void stopsAtOnceWhereTheGuardBrakes() {
        begin();
        while (view().guarded() < 2) {
            EpisodePlan plan = assign(ONE);
            EpisodeManifest went = Fixtures.manifest(plan, Outcome.SUCCESS, 10, 0);
            seal(isNew(plan) ? went.judged(new Ending(Outcome.FAILURE, "velocity", OutcomeSource.AGENT)) : went);
            decideAll();
        }

        assertThat(view().stage()).isEqualTo(RolloutStage.ROLLED_BACK);
        assertThat(view().reason()).contains("guard");
    }

    @Test
    void givesWayToWhatAPersonPublishes() {
        begin();
        PolicyVersion other = new PolicyVersion("v3");
        tell(new ModelRecord.Published(other, PICK, nowMillis));

        decide();

        assertThat(view().stage()).isEqualTo(RolloutStage.WITHDRAWN);
        assertThat(policies.published(PICK)).contains(other);
    }
}
