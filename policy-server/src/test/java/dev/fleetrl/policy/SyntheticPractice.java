package dev.fleetrl.policy;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationSet;
import dev.fleetrl.policy.chunk.Acted;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.data.Origin;
import dev.fleetrl.policy.data.StepLabel;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Episodes of a given make, in the frames of {@link SyntheticFrames}. */
public final class SyntheticPractice {
    /** Where the spot is, in pixels. */
    public static final int LEFT = 4;

    public static final int RIGHT = 11;
    private final ObservationSet observations = new ObservationSet(SyntheticFrames.SHAPE);
    private final List<List<TrainingStep>> episodes = new ArrayList<>();

    /** ε of all labels. */
    public static final double EPSILON = 0.1;

    /** A step on its own, labelled by its advantage alone. */
    public static TrainingStep step(SourceKind source, double advantage, Origin origin) {
        return step(0, SyntheticFrames.action(5, 5, 0), source, advantage, origin);
    }

    private static TrainingStep step(int observation, Vec action, SourceKind source, double advantage, Origin origin) {
        StepLabel label = new StepLabel(-0.5, -0.5, advantage, advantage > EPSILON);
        return new TrainingStep(observation, new Acted(action, source), Optional.of(label), origin);
    }

    /** An episode of one source and one advantage, {@code steps} long. */
    public SyntheticPractice episode(SourceKind source, double advantage, Origin origin, int steps) {
        List<TrainingStep> episode = new ArrayList<>();
        for (int index = 0; index < steps; index++) {
            episode.add(step(observe(index), SyntheticFrames.action(5, 5, index), source, advantage, origin));
        }
        episodes.add(episode);
        return this;
    }

    /** Two kinds of one-step episodes at one picture: up with the first advantage, down with the second. */
    public SyntheticPractice choice(double up, double down) {
        Origin origin = new Origin(true, false, true);
        for (int side : new int[] {1, -1}) {
            episodes.add(List.of(step(observe(0), move(side), SourceKind.POLICY, side > 0 ? up : down, origin)));
        }
        return this;
    }

    /**
     * Demonstrations of one step, four each time: up and down where the spot is on the left, where up is right, and on the right,
     * where down is. What is right has advantage 1, what is wrong -1: neither the picture nor the motion tells alone.
     */
    public static TrainingSet upOrDown(int times) {
        SyntheticPractice practice = new SyntheticPractice();
        for (int i = 0; i < 4 * times; i++) {
            int x = i % 4 < 2 ? LEFT : RIGHT;
            int side = i % 2 == 0 ? 1 : -1;
            int observation = practice.observations.add(
                    SyntheticFrames.picture(x, 8),
                    InstructionTokenizer.tokens(SyntheticFrames.INSTRUCTION),
                    SyntheticFrames.proprioception(0));
            practice.episodes.add(List.of(step(
                    observation,
                    move(side),
                    SourceKind.DEMONSTRATION,
                    side == right(x) ? 1 : -1,
                    Origin.DEMONSTRATED)));
        }
        return practice.set();
    }

    /** 1 where up is right, -1 where down is. */
    public static int right(int x) {
        return x == LEFT ? 1 : -1;
    }

    /** A centimetre and a half up or down. */
    public static Vec move(int side) {
        float[] action = new float[SyntheticFrames.ACTION_SIZE];
        action[2] = side * 0.015f;
        action[6] = 1;
        return Vec.of(action);
    }

    private int observe(int index) {
        return observations.add(SyntheticFrames.picture(5, 5), new int[12], SyntheticFrames.proprioception(index));
    }

    public TrainingSet set() {
        return new TrainingSet(observations, episodes);
    }
}
