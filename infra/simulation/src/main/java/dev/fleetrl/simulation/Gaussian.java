package dev.fleetrl.simulation;

import java.util.SplittableRandom;

/** Standard normal draws by Box and Muller, of the same bits on every JVM (the library's are not promised to be). */
final class Gaussian {
    private Gaussian() {}

    static double next(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
}
