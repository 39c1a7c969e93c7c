package dev.fleetrl.policy.chunk;

import dev.fleetrl.contracts.Vec;
import java.util.Collection;

/**
 * Offsets to numbers of size one and back: each chunk position has its own RMS, for offsets grow along the chunk. It belongs
 * to the weights: a policy that starts from a parent keeps the parent's.
 *
 * @param horizon H
 * @param actionSize A; the last element is the gripper, which is not scaled
 * @param scale shape [H · A]
 * @param binaryGripper whether the gripper was only ever told fully open or closed; then it will be again
 */
public record ActionNormalisation(int horizon, int actionSize, Vec scale, boolean binaryGripper) {
    /** Below this an element hardly moved, and its noise would be blown up: m, then rad. */
    private static final float MIN_TRANSLATION = 0.004f;

    private static final float MIN_ROTATION = 0.02f;
    private static final int TRANSLATIONS = 3;

    public ActionNormalisation {
        if (scale.size() != horizon * actionSize) {
            throw new IllegalArgumentException(
                    scale.size() + " scales do not fit " + horizon + " actions of " + actionSize);
        }
    }

    /** Over the positions that are valid. */
    public static ActionNormalisation fit(int horizon, int actionSize, Collection<ChunkTarget> targets) {
        double[] squares = new double[horizon * actionSize];
        int[] counts = new int[horizon];
        boolean binary = true;
        for (ChunkTarget target : targets) {
            for (int k = 0; k < target.valid(); k++) {
                counts[k]++;
                for (int i = 0; i < actionSize; i++) {
                    float offset = target.offsets().at(k * actionSize + i);
                    squares[k * actionSize + i] += offset * offset;
                }
                binary &= Math.abs(target.offsets().at((k + 1) * actionSize - 1)) == 1;
            }
        }
        float[] scale = new float[squares.length];
        for (int at = 0; at < scale.length; at++) {
            int i = at % actionSize;
            double rms = Math.sqrt(squares[at] / Math.max(1, counts[at / actionSize]));
            float least = i < TRANSLATIONS ? MIN_TRANSLATION : MIN_ROTATION;
            scale[at] = i == actionSize - 1 ? 1 : (float) Math.max(least, rms);
        }
        return new ActionNormalisation(horizon, actionSize, Vec.of(scale), binary);
    }

    /** Writes the known positions of a target, as the network sees them, to {@code normalised} from {@code at} on. */
    public void normalise(ChunkTarget target, float[] normalised, int at) {
        for (int i = 0; i < target.known() * actionSize; i++) {
            normalised[at + i] = target.offsets().at(i) / scale.at(i);
        }
    }

    /** Writes actions, shape [n · A], as the network would have predicted them, to {@code normalised} from {@code at} on. */
    public void normalise(Vec actions, float[] normalised, int at) {
        for (int i = 0; i < actions.size(); i++) {
            boolean isGripper = (i + 1) % actionSize == 0;
            float before = i < actionSize || isGripper ? 0 : offset(normalised, at, i - actionSize);
            normalised[at + i] = (before + actions.at(i)) / scale.at(i);
        }
    }

    /** The actions of the chunk that the network predicted from {@code at} on; shape [H · A], in the robot's units. */
    public Vec actions(float[] predicted, int at) {
        float[] actions = new float[scale.size()];
        for (int k = 0; k < horizon; k++) {
            for (int i = 0; i < actionSize - 1; i++) {
                int here = k * actionSize + i;
                actions[here] = offset(predicted, at, here) - (k == 0 ? 0 : offset(predicted, at, here - actionSize));
            }
            int gripper = (k + 1) * actionSize - 1;
            actions[gripper] = gripper(predicted[at + gripper]);
        }
        return Vec.of(actions);
    }

    private float offset(float[] predicted, int at, int i) {
        return predicted[at + i] * scale.at(i);
    }

    private float gripper(float predicted) {
        return binaryGripper ? (predicted > 0 ? 1 : -1) : Math.max(-1, Math.min(1, predicted));
    }
}
