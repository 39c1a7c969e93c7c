package dev.fleetrl.controller;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Activity;
import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.EpisodeProgress;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages for tests. */
public final class Fixtures {
    public static final TaskId PICK = new TaskId("pick");
    public static final PolicyVersion V1 = new PolicyVersion("v1");
    public static final OperatorId EXPERT = new OperatorId("expert");
    public static final OperatorId ADA = new OperatorId("ada");
    public static final ActionSource BY_V1 = new ActionSource.Policy(V1);
    public static final ActionSource BY_EXPERT = new ActionSource.Demonstration(EXPERT);

    private Fixtures() {}

    public static CollectionRequest collection(String id, ActionSource driver, int episodes) {
        return new CollectionRequest(new CollectionId(id), PICK, Cohort.TRAIN, driver, episodes, 1, 1);
    }

    public static Birth birth(RobotId robot, String session) {
        return new Birth(
                robot,
                session,
                "1",
                Schema.MESSAGES,
                "test",
                List.of("third"),
                List.of(),
                List.of("x"),
                7,
                10,
                List.of(PICK),
                List.of(EXPERT));
    }

    public static RobotState state(
            RobotId robot, String session, long sequence, long atMillis, Optional<EpisodePlan> running, long spooled) {
        return new RobotState(
                robot,
                session,
                sequence,
                atMillis,
                new Authority(ControlMode.HOLD, Optional.empty(), 0, "test"),
                running.isEmpty(),
                running.map(plan -> new EpisodeProgress(plan, "do it", 0, 100, 0, "start")),
                Vec.of(0, 0, 0, 0, 0, 0),
                1,
                spooled,
                List.of(),
                Optional.of(running.isEmpty() ? Activity.IDLE : Activity.RUNNING),
                Optional.of(running.isPresent()),
                Optional.empty());
    }

    public static Step step(int index, ActionSource source) {
        Frame frame = new Frame("third", Bytes.of(new byte[] {1, 2, (byte) index}));
        return new Step(
                index,
                index * 100L,
                new Observation(List.of(frame), Vec.of(index)),
                Vec.of(0, 0, 0, 0, 0, 0, 1),
                Vec.of(),
                source,
                ChunkPosition.NONE,
                0,
                List.of());
    }

    public static ActionSource driver(PolicyVersion version) {
        return new ActionSource.Policy(version);
    }

    public static EpisodePlan plan(String collection, long seed, int attempt, ActionSource driver, Cohort cohort) {
        return new EpisodePlan(
                new EpisodeId(collection + "-" + seed + "-a" + attempt),
                new CollectionId(collection),
                PICK,
                cohort,
                driver,
                seed,
                1);
    }

    public static EpisodeManifest manifest(EpisodePlan plan, Outcome outcome, int steps, int correctionSteps) {
        return new EpisodeManifest(
                Schema.EPISODE,
                plan.episode(),
                new RobotId("robot-1"),
                "s",
                plan,
                "do it",
                10,
                100,
                plan.seed() * 1000,
                steps * 100L,
                new Ending(outcome, "test", OutcomeSource.ENVIRONMENT),
                steps,
                correctionSteps,
                correctionSteps > 0 ? 1 : 0,
                correctionSteps > 0 ? List.of(ADA) : List.of(),
                plan.collection() + "/" + plan.episode() + ".parquet",
                "00");
    }

    public static PolicyManifest policy(PolicyVersion version, Optional<PolicyVersion> parent) {
        return new PolicyManifest(
                Schema.POLICY,
                version,
                parent,
                List.of(PICK),
                List.of("do it"),
                "recap",
                new SnapshotId("s"),
                Optional.empty(),
                List.of("third"),
                10,
                16,
                8,
                100,
                12.5,
                1,
                Map.of(),
                Map.of(),
                version.value(),
                "00");
    }
}
