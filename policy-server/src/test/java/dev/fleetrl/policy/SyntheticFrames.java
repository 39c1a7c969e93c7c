package dev.fleetrl.policy;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.EncoderConfig;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationSet;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.policy.chunk.Acted;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.data.Origin;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.policy.network.NetworkConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Small pictures with a bright spot, and actions that depend on where it is; a network small enough for a test. */
public final class SyntheticFrames {
    public static final int PIXELS = 16;
    public static final int PROPRIOCEPTION = 3;
    public static final int ACTION_SIZE = 7;
    public static final String INSTRUCTION = "move to the spot";
    public static final ObservationShape SHAPE = new ObservationShape(1, PIXELS, PROPRIOCEPTION);
    public static final NetworkConfig TINY =
            new NetworkConfig(new EncoderConfig(SHAPE, 4, 8, 8, 8), 48, 32, 48, 2, 4, ACTION_SIZE);

    private SyntheticFrames() {}

    /** Episodes whose spot wanders; every step's action goes a tenth of a centimetre for each pixel to the spot. */
    public static TrainingSet episodes(int count, int steps, SourceKind source, long seed) {
        ObservationSet observations = new ObservationSet(SHAPE);
        List<List<TrainingStep>> episodes = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int episode = 0; episode < count; episode++) {
            int x = 2 + random.nextInt(PIXELS - 4);
            int y = 2 + random.nextInt(PIXELS - 4);
            List<TrainingStep> trainingSteps = new ArrayList<>();
            for (int step = 0; step < steps; step++) {
                int observation =
                        observations.add(picture(x, y), InstructionTokenizer.tokens(INSTRUCTION), proprioception(step));
                trainingSteps.add(new TrainingStep(
                        observation, new Acted(action(x, y, step), source), Optional.empty(), Origin.DEMONSTRATED));
            }
            episodes.add(trainingSteps);
        }
        return new TrainingSet(observations, episodes);
    }

    /** A 3×3 spot on black. */
    public static byte[] picture(int x, int y) {
        byte[] rgb = new byte[SHAPE.bytesPerImage()];
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int at = 3 * ((y + dy) * PIXELS + x + dx);
                rgb[at] = (byte) 255;
                rgb[at + 1] = (byte) 200;
            }
        }
        return rgb;
    }

    public static float[] proprioception(int step) {
        return new float[] {step * 0.1f, 1 - step * 0.1f, step % 2};
    }

    /** Metres and radians; the gripper opens at even steps. */
    public static Vec action(int x, int y, int step) {
        float[] action = new float[ACTION_SIZE];
        action[0] = (x - PIXELS / 2) * 0.001f;
        action[1] = (y - PIXELS / 2) * 0.001f;
        action[2] = step % 2 == 0 ? 0.01f : -0.005f;
        action[5] = 0.02f;
        action[6] = step % 2 == 0 ? 1 : -1;
        return Vec.of(action);
    }
}
