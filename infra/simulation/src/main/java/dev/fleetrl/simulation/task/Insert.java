package dev.fleetrl.simulation.task;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.simulation.Attempt;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.camera.Viewpoint;
import dev.fleetrl.simulation.physics.World;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A square peg goes into a square hole with 1.5 mm to spare on each side, from a chamfer of 5 mm.
 *
 * <p>The peg is as long as it is wide: whichever way it falls it stands, and can be taken again from above.
 */
public final class Insert implements Task {
    private static final int YELLOW = 0xF2B01A;

    @Override
    public TaskId id() {
        return new TaskId("insert");
    }

    @Override
    public int timeLimitSteps() {
        return 180;
    }

    @Override
    public List<String> stages() {
        return IntoHole.STAGES;
    }

    /** As the usual one, but nearer: the gap between peg and hole is small. */
    @Override
    public Viewpoint thirdCamera() {
        return Viewpoint.looking(new Vec3(0.82, 0.37, 0.56), new Vec3(0.45, 0.0, 0.03), 40);
    }

    @Override
    public Attempt begin(World world, SplittableRandom random) {
        double x = 0.38 + 0.16 * random.nextDouble();
        double y = 0.03 + 0.15 * random.nextDouble();
        double yaw = (random.nextDouble() - 0.5) * 1.2;
        Cube peg = Cube.on(world, "yellow", YELLOW, x, y, yaw);
        double socketX = 0.41 + 0.1 * random.nextDouble();
        double socketY = -0.17 + 0.08 * random.nextDouble();
        Socket socket = Socket.on(world, socketX, socketY, (random.nextDouble() - 0.5) * 0.6);
        return new IntoHole(world.arm(), socket, peg);
    }
}
