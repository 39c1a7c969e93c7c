package dev.fleetrl.simulation;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.camera.Viewpoint;
import dev.fleetrl.simulation.physics.World;
import java.util.List;
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

    /** Lays out the scene in a new world. Every draw comes from {@code random}, so that the seed fixes the start. */
    Attempt begin(World world, SplittableRandom random);
}
