package dev.fleetrl.controller.rollout;

import static dev.fleetrl.controller.Fixtures.PICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RolloutStage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolloutStagesTest extends OneRollout {
    @Test
    void asksInShadowFirst() {
        rollouts = new Rollouts(new RolloutSettings(true, 0.05, 0.05, 100, 500, 30, 8, 4, 6, 1, 3, 4, 5_000, 1));
        models.forEach(rollouts::replay);
        begin();
        long since = view().sinceMillis();
        assertThat(isNew(assign(ONE))).as("no robot runs it").isFalse();

        tell(new ModelRecord.Shadowed(NEW, PICK, "server", since - 1, 500, 1, 20, 0.1));
        assertThat(decide()).as("of another rollout").isEmpty();
        tell(new ModelRecord.Shadowed(NEW, PICK, "server", since, 100, 0, 20, 0.1));
        decide();
        assertThat(view().stage()).isEqualTo(RolloutStage.CANARY);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILS", "IS_SLOW"})
    void goesNoFurtherThanShadow(InShadow how) {
        rollouts = new Rollouts(new RolloutSettings(true, 0.05, 0.05, 100, 500, 30, 8, 4, 6, 1, 3, 4, 5_000, 1));
        models.forEach(rollouts::replay);
        begin();
        tell(
                how == InShadow.FAILS
                        ? new ModelRecord.Shadowed(NEW, PICK, "server", view().sinceMillis(), 3, 1, 20, 0.1)
                        : new ModelRecord.Shadowed(NEW, PICK, "server", view().sinceMillis(), 100, 0, 900, 0.1));

        decide();

        assertThat(view().stage()).isEqualTo(RolloutStage.ROLLED_BACK);
    }

    enum InShadow {
        FAILS,
        IS_SLOW
    }

    /** Quick episodes would be heard first, and a version that is quick where it succeeds would look better than it is. */
    @Test
    void hearsBlocksInTheOrderInWhichTheyBegan() {
        begin();
        RobotId slow = new RobotId("robot-0");
        EpisodePlan waits = assign(slow);
        nowMillis += 1000;
        for (int i = 0; i < 5; i++) {
            seal(assign(ONE), true);
        }
        assertThat(decide()).as("the first block goes on").isEmpty();

        seal(waits, true);
        nowMillis += 120_000;
        assertThat(decide())
                .as("its robot does something else")
                .singleElement()
                .isInstanceOfSatisfying(
                        ModelRecord.Compared.class,
                        block -> assertThat(block.robot()).isEqualTo(ONE));
    }

    @Test
    void letsOnlySoManyRobotsCompare() {
        begin();
        for (int robot = 0; robot < SETTINGS.robots(); robot++) {
            assign(new RobotId("robot-" + robot));
        }

        assertThat(rollouts.next(PICK, new RobotId("another"), 0)).isEmpty();
        assertThat(rollouts.next(PICK, new RobotId("robot-0"), 0)).isPresent();
    }

    @Test
    void believesNoControllerThatKnewLess() {
        begin();
        tell(staged(RolloutStage.ROLLED_BACK));
        tell(staged(RolloutStage.FLEET));
        tell(staged(RolloutStage.CONFIRMED));

        assertThat(view().stage()).isEqualTo(RolloutStage.ROLLED_BACK);
        assertThat(decide()).isEmpty();
        assertThat(policies.published(PICK)).contains(OLD);
        begin();
        tell(Rollouts.begun(NEW, PICK, OLD, "asked for twice", nowMillis));
        assertThat(view().stage()).isEqualTo(RolloutStage.CANARY);
    }

    private ModelRecord.Staged staged(RolloutStage stage) {
        return new ModelRecord.Staged(NEW, PICK, stage, OLD, "told", nowMillis + 10);
    }

    @Test
    void publishesWhatADeadControllerStillOwed() {
        begin();
        tell(staged(RolloutStage.FLEET));
        decide();
        assertThat(policies.published(PICK)).contains(NEW);

        nowMillis = 0; // the clock of another host
        rollouts.back(NEW, PICK, "by ada", standing()).forEach(this::tell);
        decide();

        assertThat(policies.published(PICK)).contains(OLD);
        assertThat(view().reason()).isEqualTo("by ada");
    }

    @Test
    void takesBackOneThatWaitsWithoutTouchingWhatRuns() {
        PolicyVersion third = new PolicyVersion("v3");
        begin();
        tell(Rollouts.begun(third, PICK, OLD, "asked for", nowMillis));
        tell(staged(RolloutStage.FLEET));
        decide();

        rollouts.back(third, PICK, "by ada", standing()).forEach(this::tell);
        decideAll();

        assertThat(rollouts.stage(PICK, third)).contains(RolloutStage.ROLLED_BACK);
        assertThat(policies.published(PICK)).contains(NEW);
    }

    @Test
    void isConfirmedAtOnceWhereNobodyPractises() {
        isPractised = false;
        begin();
        tell(staged(RolloutStage.FLEET));
        decideAll();

        assertThat(view().stage()).isEqualTo(RolloutStage.CONFIRMED);
        assertThat(policies.published(PICK)).contains(NEW);
    }

    /** The log keeps the order of one version's records, and none between episodes. */
    @Test
    void isTheSameAfterARestartWhateverTheOrderOfEpisodesSeed3() {
        begin();
        for (int i = 0; i < 13; i++) {
            RobotId robot = new RobotId("robot-" + (i % 2));
            EpisodePlan plan = assign(robot);
            seal(plan, i % 3 > 0);
            decideAll();
        }
        Rollouts again = new Rollouts(SETTINGS);
        models.forEach(again::replay);
        Random random = new Random(SEED_3);
        List<List<EpisodeRecord>> byEpisode = new ArrayList<>(episodes.stream()
                .collect(Collectors.groupingBy(EpisodeRecord::episode))
                .values());
        Collections.shuffle(byEpisode, random);
        byEpisode.forEach(records -> records.forEach(again::replay));

        assertThat(again.rollouts()).isEqualTo(rollouts.rollouts());
        assertThat(again.decide(standing())).isEmpty();
        assertThat(again.freshSeed()).isEqualTo(rollouts.freshSeed());
        for (int robot = 0; robot < 2; robot++) {
            RobotId id = new RobotId("robot-" + robot);
            assertThat(again.next(PICK, id, 0)).isEqualTo(rollouts.next(PICK, id, 0));
        }
    }
}
