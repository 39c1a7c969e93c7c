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

/**
 * A square peg goes into a square hole with 1.5 mm to spare on each side, from a chamfer of 5 mm.
 *
 * <p>The peg is as long as it is wide: whichever way it falls it stands, and can be taken again from above.
 */
public final class Insert implements Task {
    private static final List<String> WORDS =
            List.of("put the peg in the hole", "insert the peg into the hole", "plug that block into its socket");
    private static final int YELLOW = 0xF2B01A;

    @Override
    public TaskId id() {
        return new TaskId("insert");
    }

    @Override
    public int timeLimitSteps() {
        return 180;
    }

    /** Nothing of another shape goes into the hole. */
    @Override
    public Set<Variation.Kind> variations() {
        return EnumSet.complementOf(EnumSet.of(Variation.Kind.SHAPE));
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
        TaskObject object = TaskObject.in(peg.thing(), 0.38, 0.54, 0.03, 0.18);
        return new IntoHole(world.arm(), socket, peg, new Briefing(WORDS, object));
    }
}
