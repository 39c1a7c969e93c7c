package dev.fleetrl.robot.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.Vec;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ToolTargetTest {
    /** Moving by an action and asking for the difference gives the action back, to a float's precision. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.fleetrl.robot.control.Seeds#twenty")
    void knowsTheActionThatLedToIt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ToolTarget start = new ToolTarget(
                0.4, -0.1, 0.2, Rotation.ofVector(random.nextDouble(), random.nextDouble(), random.nextDouble()), 1);
        float[] action = new float[7];
        for (int i = 0; i < 7; i++) {
            action[i] = (float) random.nextDouble(-0.2, 0.2);
        }

        float[] since = start.moved(Vec.of(action), 1).since(start).toArray();

        assertThat(since).containsExactly(action, within(1e-6f));
    }
}
