package dev.fleetrl.simulation.task;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.simulation.Attempt;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.TaskObject;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.camera.Viewpoint;
import dev.fleetrl.simulation.physics.World;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Open the drawer, put the cube in, push it shut. */
public final class DrawerStore implements Task {
    private static final List<String> WORDS =
            List.of("put the cube away", "put the cube in the drawer", "store that block and close the cabinet");

    @Override
    public TaskId id() {
        return new TaskId("drawer-store");
    }

    @Override
    public int timeLimitSteps() {
        return 260;
    }

    @Override
    public Set<Variation.Kind> variations() {
        return EnumSet.allOf(Variation.Kind.class);
    }

    @Override
    public List<String> stages() {
        return IntoDrawer.STAGES;
    }

    /** From the robot's right, past the cabinet, so that handle and drawer can be seen. */
    @Override
    public Viewpoint thirdCamera() {
        return Viewpoint.looking(new Vec3(0.68, -0.78, 0.72), new Vec3(0.44, 0.02, 0.06), 45);
    }

    @Override
    public Attempt begin(World world, SplittableRandom random) {
        double x = 0.38 + 0.1 * random.nextDouble();
        double y = -0.22 + 0.18 * random.nextDouble();
        double yaw = (random.nextDouble() - 0.5) * 0.6;
        Cube cube = Cube.on(world, Cube.Colour.RED, x, y, yaw);
        Cabinet cabinet = Cabinet.on(world, 0.18 + 0.03 * (random.nextDouble() - 0.5));
        TaskObject object = TaskObject.in(cube.thing(), 0.38, 0.48, -0.22, -0.04);
        return new IntoDrawer(world.arm(), cabinet, cube, new Briefing(WORDS, object));
    }
}
