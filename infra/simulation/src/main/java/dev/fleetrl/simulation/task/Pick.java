package dev.fleetrl.simulation.task;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.simulation.Attempt;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.TaskObject;
import dev.fleetrl.simulation.physics.World;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The red cube, anywhere before the robot, goes into the bin; two others lie about and stay. */
public final class Pick implements Task {
    private static final List<String> WORDS = List.of(
            "put the cube in the bin", "move the cube into the bin", "take that block and drop it in the container");

    @Override
    public TaskId id() {
        return new TaskId("pick");
    }

    @Override
    public int timeLimitSteps() {
        return 120;
    }

    @Override
    public Set<Variation.Kind> variations() {
        return EnumSet.allOf(Variation.Kind.class);
    }

    @Override
    public List<String> stages() {
        return IntoBin.STAGES;
    }

    @Override
    public Attempt begin(World world, SplittableRandom random) {
        Bin.on(world);
        double x = 0.38 + 0.18 * random.nextDouble();
        double y = -0.05 + 0.25 * random.nextDouble();
        double yaw = (random.nextDouble() - 0.5) * 1.2;
        Cube red = Cube.on(world, Cube.Colour.RED, x, y, yaw);
        Cube blue = Cube.on(world, Cube.Colour.BLUE, 0.65, 0.28, 0.3);
        Cube green = Cube.on(world, Cube.Colour.GREEN, 0.35, 0.33, -0.4);
        TaskObject object = TaskObject.in(red.thing(), 0.38, 0.56, -0.05, 0.2);
        return new IntoBin(world.arm(), List.of(red, blue, green), red, new Briefing(WORDS, object));
    }
}
