package dev.fleetrl.value.critic;

import dev.fleetrl.learning.EncoderConfig;
import dev.fleetrl.learning.ObservationShape;

/**
 * How large the critic is.
 *
 * @param pixels side of the policy cameras' pictures
 * @param channels of the encoder's first convolution
 * @param keypoints of the encoder, a camera
 * @param trunkUnits width of the first layer over a pair
 * @param headUnits width of the second, and of the done head's
 * @param bins K, over [-1, 1]; odd, so that one of them is 0
 * @param references R: frames of one demonstration that every question is seen beside (VLAC's in-context form, up to 11); 0
 *     for none
 */
public record CriticSizes(
        int pixels, int channels, int keypoints, int trunkUnits, int headUnits, int bins, int references) {
    private static final int GLOBAL_FEATURES = 64;
    private static final int INSTRUCTION_FEATURES = 32;

    public CriticSizes {
        if (bins < 3 || bins % 2 == 0) {
            throw new IllegalArgumentException("bins " + bins + " must be odd and at least 3");
        }
        if (references < 0 || references == 1) {
            throw new IllegalArgumentException("references " + references + " must be 0 or at least 2");
        }
    }

    /** Without what the robot feels. */
    ObservationShape shape(int cameras) {
        return new ObservationShape(cameras, pixels, 0);
    }

    EncoderConfig encoder(int cameras) {
        return new EncoderConfig(shape(cameras), channels, keypoints, GLOBAL_FEATURES, INSTRUCTION_FEATURES);
    }
}
