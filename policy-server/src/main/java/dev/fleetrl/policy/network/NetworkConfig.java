package dev.fleetrl.policy.network;

import dev.fleetrl.learning.EncoderConfig;
import dev.fleetrl.learning.ObservationShape;

/**
 * Sizes of the policy's network; stands beside its weights.
 *
 * @param trunk width above the encoder
 * @param condition width of what the expert is told
 * @param expert width of the expert
 * @param blocks of the expert
 * @param horizon H, actions in a chunk
 * @param actionSize A
 */
public record NetworkConfig(
        EncoderConfig encoder, int trunk, int condition, int expert, int blocks, int horizon, int actionSize) {

    /** About a million parameters: learns pick and place within minutes on two cores. */
    public static NetworkConfig standard(ObservationShape shape, int actionSize) {
        return new NetworkConfig(EncoderConfig.standard(shape), 288, 192, 192, 3, 16, actionSize);
    }

    /** Numbers in a chunk, H · A. */
    public int chunk() {
        return horizon * actionSize;
    }
}
