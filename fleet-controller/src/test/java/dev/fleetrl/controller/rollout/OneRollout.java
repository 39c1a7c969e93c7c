package dev.fleetrl.controller.rollout;

import static dev.fleetrl.controller.Fixtures.PICK;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.registry.PolicyRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A site with a published policy, and a rollout of the next one. */
abstract class OneRollout {
    static final PolicyVersion OLD = new PolicyVersion("v1");
    static final PolicyVersion NEW = new PolicyVersion("v2");
    static final RobotId ONE = new RobotId("robot-1");
    static final long SEED_3 = 3;
    static final RolloutSettings SETTINGS =
            new RolloutSettings(true, 0.05, 0.05, 0, 500, 30, 8, 4, 6, 1, 3, 4, 5_000, 1);

    final List<ModelRecord> models = new ArrayList<>();
    final List<EpisodeRecord> episodes = new ArrayList<>();
    final PolicyRegistry policies = new PolicyRegistry();
    Rollouts rollouts = new Rollouts(SETTINGS);
    long nowMillis = 1000;
    boolean isPractised = true;

    @BeforeEach
    void publishTheOldOne() {
        tell(new ModelRecord.Registered(OLD, Fixtures.policy(OLD, Optional.empty())));
        tell(new ModelRecord.Registered(NEW, Fixtures.policy(NEW, Optional.of(OLD))));
        tell(new ModelRecord.Warm(NEW, "server"));
        tell(new ModelRecord.Published(OLD, PICK, 1));
    }

    void tell(ModelRecord record) {
        models.add(record);
        policies.replay(record);
        rollouts.replay(record);
    }

    void tell(EpisodeRecord record) {
        episodes.add(record);
        rollouts.replay(record);
    }

    Standing standing() {
        return new Standing(nowMillis, policies::publication, policies::policy, task -> isPractised);
    }

    List<ModelRecord> decide() {
        nowMillis += 1000;
        List<ModelRecord> decided = rollouts.decide(standing());
        decided.forEach(this::tell);
        return decided;
    }

    void decideAll() {
        while (!decide().isEmpty()) {
            // Each record may lead to the next.
        }
    }

    void begin() {
        tell(Rollouts.begun(NEW, PICK, OLD, "asked for", nowMillis));
        decide();
    }

    RolloutView view() {
        return rollouts.rollout(PICK, NEW).orElseThrow();
    }

    EpisodePlan assign(RobotId robot) {
        Rollouts.Next next = rollouts.next(PICK, robot, 0).orElseThrow();
        EpisodePlan plan =
                Fixtures.plan(next.collection().value(), rollouts.freshSeed(), 0, next.source(), Cohort.CANARY);
        tell(new EpisodeRecord.Assigned(plan, robot, nowMillis, next.block()));
        return plan;
    }

    static boolean isNew(EpisodePlan plan) {
        return plan.driver().equals(Fixtures.driver(NEW));
    }

    void seal(EpisodeManifest manifest) {
        tell(new EpisodeRecord.Sealed(manifest, 1));
    }

    void seal(EpisodePlan plan, boolean success) {
        seal(Fixtures.manifest(plan, success ? Outcome.SUCCESS : Outcome.FAILURE, 10, 0));
    }

    void runBlocks(int blocks, int size, boolean newSucceeds, boolean oldSucceeds) {
        for (int i = 0; i < blocks * size && !view().stage().isOver(); i++) {
            EpisodePlan plan = assign(ONE);
            seal(plan, isNew(plan) ? newSucceeds : oldSucceeds);
            decideAll();
        }
    }
}
