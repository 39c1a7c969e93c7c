package dev.fleetrl.simulation;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.camera.Viewpoint;
import dev.fleetrl.simulation.physics.World;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Something to do at the table. Anyone may add one: implement it with a public constructor without arguments, and name
 * the class in {@code META-INF/services/dev.fleetrl.simulation.Task}.
 */
public interface Task {
    TaskId id();

    /** A longer episode is a failure; at 10 steps a second. */
    int timeLimitSteps();

    /** Names of the stages, in order; the last one is the success. */
    List<String> stages();

    /** Where the camera {@code third} stands. */
    default Viewpoint thirdCamera() {
        return Viewpoint.looking(new Vec3(1.0, 0.55, 0.65), new Vec3(0.43, -0.02, 0.05), 45);
    }

    /**
     * In which ways the scene may differ from training: the cameras' and the arm's for each task; those of an object only
     * for tasks that name one, and new words only where there are some.
     */
    default Set<Variation.Kind> variations() {
        return EnumSet.of(
                Variation.Kind.TABLE,
                Variation.Kind.LIGHT,
                Variation.Kind.NOISE,
                Variation.Kind.DISTRACTORS,
                Variation.Kind.START);
    }

    /** Lays out the scene in a new world. Every draw comes from {@code random}, so that the seed fixes the start. */
    Attempt begin(World world, SplittableRandom random);
}
