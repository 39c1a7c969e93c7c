package dev.fleetrl.learning;

/**
 * Sizes of an {@link ObservationEncoder}.
 *
 * @param channels of the first convolution; the next have half as many again
 * @param keypoints maps whose brightest place is found
 * @param globalFeatures what is said of the whole picture
 * @param instructionFeatures what is said of the instruction
 */
public record EncoderConfig(
        ObservationShape shape, int channels, int keypoints, int globalFeatures, int instructionFeatures) {

    /** The sizes that learn to pick and place within minutes on two cores. */
    public static EncoderConfig standard(ObservationShape shape) {
        return new EncoderConfig(shape, 16, 32, 64, 32);
    }

    /** Size of {@link ObservationEncoder#features}. */
    public int features() {
        return shape.cameras() * (2 * keypoints + globalFeatures) + instructionFeatures + shape.proprioception();
    }
}
