package dev.fleetrl.learning;

/**
 * Learning rate over the steps of one training: up in a straight line, then down half a cosine.
 *
 * @param peak the highest rate
 * @param warmUp steps until then
 * @param steps of the whole training
 * @param floor where it ends, as a share of the peak
 */
public record CosineSchedule(double peak, int warmUp, int steps, double floor) {
    public double at(int step) {
        double rise = Math.min(1, (step + 1.0) / warmUp);
        return peak * rise * (floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * step / steps)));
    }
}
