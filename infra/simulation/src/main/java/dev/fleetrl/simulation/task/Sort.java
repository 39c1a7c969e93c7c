package dev.fleetrl.simulation.task;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.simulation.Attempt;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.TaskObject;
import dev.fleetrl.simulation.physics.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** One of three cubes, named by its colour, goes into the bin. */
public final class Sort implements Task {
    /** Room for the open fingers between two cubes. */
    private static final double APART = 0.095;

    @Override
    public TaskId id() {
        return new TaskId("sort");
    }

    @Override
    public int timeLimitSteps() {
        return 120;
    }

    /** A cube is named by its colour. */
    @Override
    public Set<Variation.Kind> variations() {
        return EnumSet.complementOf(EnumSet.of(Variation.Kind.COLOUR));
    }

    @Override
    public List<String> stages() {
        return IntoBin.STAGES;
    }

    @Override
    public Attempt begin(World world, SplittableRandom random) {
        Bin.on(world);
        Cube.Colour[] colours = Cube.Colour.values();
        int wanted = (int) (random.nextDouble() * colours.length);
        List<Cube> cubes = new ArrayList<>();
        while (cubes.size() < colours.length) {
            double x = 0.37 + 0.22 * random.nextDouble();
            double y = -0.07 + 0.31 * random.nextDouble();
            double yaw = (random.nextDouble() - 0.5) * 1.2;
            if (isFree(cubes, x, y)) {
                cubes.add(Cube.on(world, colours[cubes.size()], x, y, yaw));
            }
        }
        Cube named = cubes.get(wanted);
        String colour = named.colour();
        List<String> words = List.of(
                "put the " + colour + " cube in the bin",
                "move the " + colour + " cube into the bin",
                "drop the " + colour + " one in that container");
        TaskObject object = TaskObject.in(named.thing(), 0.37, 0.59, -0.07, 0.24);
        return new IntoBin(world.arm(), List.copyOf(cubes), named, new Briefing(words, object));
    }

    private static boolean isFree(List<Cube> cubes, double x, double y) {
        return cubes.stream().map(Cube::position).allMatch(p -> {
            double dx = p.x() - x;
            double dy = p.y() - y;
            return dx * dx + dy * dy > APART * APART;
        });
    }
}
