package dev.fleetrl.value;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.episodes.assembly.Assembled;
import dev.fleetrl.episodes.assembly.EpisodeAssembly;
import dev.fleetrl.learning.FrameCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Episodes whose pictures tell how they go: a bright block moves to the right with the steps of a success, and stays at the
 * left in a failure. Proprioception is noise and tells nothing.
 */
public final class SyntheticEpisodes {
    public static final int PIXELS = 16;
    public static final int HORIZON = 12;

    private static final RobotId ARM = new RobotId("arm-1");

    private SyntheticEpisodes() {}

    /** Half of them successes, which take 8 steps; failures take all 12. */
    public static List<SealedEpisode> pairs(int count, String collection, ActionSource driver) {
        List<SealedEpisode> episodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            episodes.add(episode(collection + "-good-" + i, collection, driver, Outcome.SUCCESS));
            episodes.add(episode(collection + "-bad-" + i, collection, driver, Outcome.FAILURE));
        }
        return episodes;
    }

    public static SealedEpisode episode(String id, String collection, ActionSource driver, Outcome outcome) {
        return episode(id, collection, new TaskId("push"), driver, outcome);
    }

    public static SealedEpisode episode(
            String id, String collection, TaskId task, ActionSource driver, Outcome outcome) {
        int length = outcome == Outcome.SUCCESS ? 8 : HORIZON;
        EpisodePlan plan =
                new EpisodePlan(new EpisodeId(id), new CollectionId(collection), task, Cohort.TRAIN, driver, 1, 1);
        SplittableRandom random = new SplittableRandom(id.hashCode());
        List<EpisodeEvent> events = new ArrayList<>();
        events.add(new EpisodeEvent.Opened(plan.episode(), ARM, "s", plan, "push the block", 2, HORIZON, 0));
        for (int t = 0; t < length; t++) {
            double place = outcome == Outcome.SUCCESS ? t / 7.0 : 0.05 * random.nextDouble();
            events.add(new EpisodeEvent.Stepped(plan.episode(), step(t, place, driver, random)));
        }
        Ending ending = new Ending(outcome, "judged", OutcomeSource.ENVIRONMENT);
        events.add(new EpisodeEvent.Closed(plan.episode(), ending, length, 1000));
        return sealed(events);
    }

    private static SealedEpisode sealed(List<EpisodeEvent> events) {
        EpisodeAssembly assembly = new EpisodeAssembly();
        List<Assembled> over = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            over.addAll(assembly.on(new NumberedEvent(ARM, i, events.get(i))));
        }
        return over.get(0).episode();
    }

    private static Step step(int index, double place, ActionSource driver, SplittableRandom random) {
        Bytes picture = Bytes.of(FrameCodec.encode(block(place), PIXELS, 0.95));
        float noise = (float) random.nextDouble(-1, 1);
        return new Step(
                index,
                500L * index,
                new Observation(List.of(new Frame("third", picture), new Frame("wrist", picture)), Vec.of(noise, 0)),
                Vec.of(0, 0, 0, 0, 0, 0, 1),
                Vec.of(),
                driver,
                ChunkPosition.NONE,
                0,
                List.of());
    }

    /** A bright block on grey; {@code place} 0 is the left edge, 1 the right one. */
    private static byte[] block(double place) {
        byte[] rgb = new byte[PIXELS * PIXELS * 3];
        int left = (int) Math.round(place * (PIXELS - 4));
        for (int i = 0; i < PIXELS * PIXELS; i++) {
            int x = i % PIXELS;
            int y = i / PIXELS;
            boolean inside = x >= left && x < left + 4 && y >= 6 && y < 10;
            for (int channel = 0; channel < 3; channel++) {
                rgb[3 * i + channel] = (byte) (inside ? 250 : 60);
            }
        }
        return rgb;
    }
}
