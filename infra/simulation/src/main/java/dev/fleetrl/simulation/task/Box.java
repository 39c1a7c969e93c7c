package dev.fleetrl.simulation.task;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.simulation.Attempt;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.TaskObject;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.camera.Viewpoint;
import dev.fleetrl.simulation.physics.Solid;
import dev.fleetrl.simulation.physics.World;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Shut the two flaps of a box, then lay a label on it: a square plate that waits on a stand. */
public final class Box implements Task {
    private static final List<String> WORDS = List.of(
            "close the box and put the label on it",
            "shut the box and lay the label on it",
            "fold both flaps down, then place the tag on top");
    private static final double EDGE = 0.04;
    private static final double KILOGRAMS = 0.03;
    private static final double STAND = 0.02;
    private static final int WHITE = 0xF2F2F4;
    private static final int GREY = 0x50545C;

    @Override
    public TaskId id() {
        return new TaskId("box");
    }

    @Override
    public int timeLimitSteps() {
        return 260;
    }

    /** The label stays a flat square: what is not flat is no label. It waits on its stand, wherever the robot starts. */
    @Override
    public Set<Variation.Kind> variations() {
        return EnumSet.complementOf(
                EnumSet.of(Variation.Kind.SHAPE, Variation.Kind.POSITION, Variation.Kind.DISPLACEMENT));
    }

    @Override
    public List<String> stages() {
        return OntoBox.STAGES;
    }

    @Override
    public Viewpoint thirdCamera() {
        return Viewpoint.looking(new Vec3(0.93, 0.5, 0.58), new Vec3(0.45, 0.02, 0.05), 45);
    }

    @Override
    public Attempt begin(World world, SplittableRandom random) {
        double x = 0.49 + 0.02 * random.nextDouble();
        double y = 0.07 + 0.04 * random.nextDouble();
        double near = 1.45 + 0.35 * random.nextDouble();
        Carton carton = Carton.on(world, x, y, near, 1.45 + 0.35 * random.nextDouble());
        double labelX = 0.40 + 0.1 * random.nextDouble();
        double labelY = -0.24 + 0.1 * random.nextDouble();
        double yaw = (random.nextDouble() - 0.5) * 0.8;
        Pose stand = new Pose(new Vec3(labelX, labelY, 0), Rotation.aboutZ(yaw));
        world.fixed(Solid.box(EDGE / 2, EDGE / 2, STAND, 0.8, GREY).at(stand.times(Pose.at(0, 0, STAND / 2))));
        Solid plate = Solid.box(EDGE, EDGE, OntoBox.THICKNESS, 0.8, WHITE);
        Pose on = stand.times(Pose.at(0, 0, STAND + OntoBox.THICKNESS / 2));
        Cube label = new Cube("white", world.free(KILOGRAMS, plate, on));
        TaskObject object = TaskObject.in(label.thing(), 0.40, 0.50, -0.24, -0.14);
        return new OntoBox(world.arm(), carton, label, new Briefing(WORDS, object));
    }
}
