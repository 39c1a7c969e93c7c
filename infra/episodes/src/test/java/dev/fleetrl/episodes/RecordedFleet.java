package dev.fleetrl.episodes;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.assembly.EpisodeAssembly;
import java.util.ArrayList;
import java.util.List;

/** What robots report of small episodes; the same arguments always make the same events. */
public final class RecordedFleet {
    public static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v3"));
    public static final ActionSource ADA = new ActionSource.Correction(new OperatorId("ada"));
    public static final ActionSource BEN = new ActionSource.Correction(new OperatorId("ben"));
    public static final ActionSource HOLD = new ActionSource.Hold();
    public static final Ending IN_BIN = new Ending(Outcome.SUCCESS, "in-bin", OutcomeSource.ENVIRONMENT);

    private RecordedFleet() {}

    public static EpisodeEvent.Opened opened(String robot, String episode, String session) {
        EpisodePlan plan = new EpisodePlan(
                new EpisodeId(episode), new CollectionId("round-1"), new TaskId("pick"), Cohort.TRAIN, POLICY, 7, 1);
        return new EpisodeEvent.Opened(
                plan.episode(), new RobotId(robot), session, plan, "pick up the red cube", 10, 120, 1_000_000);
    }

    public static EpisodeEvent.Stepped stepped(String episode, int index, ActionSource source) {
        return new EpisodeEvent.Stepped(new EpisodeId(episode), step(index, source));
    }

    public static EpisodeEvent.Closed closed(String episode, int steps) {
        return new EpisodeEvent.Closed(new EpisodeId(episode), IN_BIN, steps, 2_000_000);
    }

    /** Every fifth step has a picture for people. */
    public static Step step(int index, ActionSource source) {
        Bytes third = Bytes.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) index, 1});
        Bytes wrist = Bytes.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) index, 2});
        return new Step(
                index,
                1_000_000 + 100L * index,
                new Observation(
                        List.of(new Frame("third", third), new Frame("wrist", wrist)), Vec.of(0.1f * index, -0.5f)),
                Vec.of(0.01f, 0, -0.02f, 0, 0, 0.1f, 1),
                source.equals(POLICY) ? Vec.of() : Vec.of(0, 0, 0, 0, 0, 0, -1),
                source,
                source.equals(POLICY) ? new ChunkPosition(index / 8, index % 8, index / 8) : ChunkPosition.NONE,
                index / 3,
                index % 5 == 0 ? List.of(new Frame("third", third)) : List.of());
    }

    public static Step guarded(Step step, List<String> guard) {
        return new Step(
                step.index(),
                step.atMillis(),
                step.observation(),
                step.action(),
                step.policyAction(),
                step.source(),
                step.chunk(),
                step.stage(),
                step.review(),
                guard);
    }

    public static EpisodeManifest withDigest(EpisodeManifest of, String sha256) {
        return new EpisodeManifest(
                of.schema(),
                of.episode(),
                of.robot(),
                of.session(),
                of.plan(),
                of.instruction(),
                of.hz(),
                of.timeLimitSteps(),
                of.startedAtMillis(),
                of.durationMillis(),
                of.ending(),
                of.steps(),
                of.correctionSteps(),
                of.interventions(),
                of.operators(),
                of.file(),
                sha256);
    }

    /** A closed episode with a step from each source. */
    public static List<EpisodeEvent> episode(String robot, String episode, List<ActionSource> sources) {
        List<EpisodeEvent> events = new ArrayList<>();
        events.add(opened(robot, episode, "session-1"));
        for (int index = 0; index < sources.size(); index++) {
            events.add(stepped(episode, index, sources.get(index)));
        }
        events.add(closed(episode, sources.size()));
        return events;
    }

    public static SealedEpisode sealed(String episode, List<ActionSource> sources) {
        EpisodeAssembly assembly = new EpisodeAssembly();
        long number = 0;
        for (EpisodeEvent event : episode("arm-1", episode, sources)) {
            var over = assembly.on(new NumberedEvent(new RobotId("arm-1"), ++number, event));
            if (!over.isEmpty()) {
                return over.get(0).episode();
            }
        }
        throw new AssertionError("the episode was not sealed");
    }
}
