package dev.fleetrl.evaluation;

/**
 * A predicted probability and what came of it. One an episode and point in time: the frames of an episode are not independent.
 *
 * @param happened success, done or failure, whichever was predicted
 */
public record Forecast(double probability, boolean happened) {
    public Forecast {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("not a probability: " + probability);
        }
    }

    double outcome() {
        return happened ? 1 : 0;
    }
}
