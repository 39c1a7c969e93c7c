package dev.fleetrl.learning;

/**
 * Sizes of what a net sees.
 *
 * @param cameras how many pictures, in the order of the robot's birth message
 * @param pixels side of each; a multiple of 16
 * @param proprioception P
 */
public record ObservationShape(int cameras, int pixels, int proprioception) {
    public ObservationShape {
        if (pixels % 16 != 0 || pixels == 0) {
            throw new IllegalArgumentException("pictures of " + pixels + " pixels: must be a multiple of 16");
        }
    }

    public int bytesPerImage() {
        return pixels * pixels * 3;
    }

    public int bytesPerObservation() {
        return cameras * bytesPerImage();
    }
}
