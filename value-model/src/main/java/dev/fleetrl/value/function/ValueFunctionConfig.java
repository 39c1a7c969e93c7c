package dev.fleetrl.value.function;

import java.util.Map;
import java.util.TreeMap;

/**
 * How large the value function is, and how it learns. The defaults of the reference configuration take half a minute on two
 * cores.
 *
 * @param pixels side of the policy cameras' pictures
 * @param channels of the encoder's first convolution
 * @param keypoints of the encoder, a camera
 * @param trunkUnits width of the first dense layer
 * @param headUnits width of the second
 * @param bins K
 * @param batch observations in one training step
 * @param learningRate at its peak
 * @param maxShiftPixels augmentation: each picture is moved by up to so much
 * @param proprioceptionNoise augmentation: deviation of what is added
 * @param heldOutFraction share of the episodes that are only measured on
 * @param threads that TensorFlow computes with; part of what fixes the result's bits
 */
public record ValueFunctionConfig(
        int pixels,
        int channels,
        int keypoints,
        int trunkUnits,
        int headUnits,
        int bins,
        int batch,
        double learningRate,
        int maxShiftPixels,
        double proprioceptionNoise,
        double heldOutFraction,
        int threads) {
    public ValueFunctionConfig {
        if (!(heldOutFraction >= 0 && heldOutFraction < 1)) {
            throw new IllegalArgumentException("heldOutFraction " + heldOutFraction + " is outside [0, 1)");
        }
        if (batch < 1 || threads < 1) {
            throw new IllegalArgumentException("batch " + batch + " and threads " + threads + " must be at least 1");
        }
    }

    /** The sizes of the network, by name: two configurations that agree in them can share weights. */
    Map<String, Integer> sizes() {
        return new TreeMap<>(Map.of(
                "pixels", pixels,
                "channels", channels,
                "keypoints", keypoints,
                "trunkUnits", trunkUnits,
                "headUnits", headUnits,
                "bins", bins));
    }
}
