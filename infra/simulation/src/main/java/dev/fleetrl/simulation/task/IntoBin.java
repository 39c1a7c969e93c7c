package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.Assessment;
import dev.fleetrl.simulation.Attempt;
import dev.fleetrl.simulation.Goal;
import dev.fleetrl.simulation.TaskObject;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.RobotArm;
import java.util.List;
import java.util.Optional;

/** One of several cubes is to go into the bin, and no other. */
final class IntoBin implements Attempt {
    static final List<String> STAGES = List.of("grasp", "carry", "place", "done");

    private static final int GRASP = 0;
    private static final int CARRY = 1;
    private static final int PLACE = 2;
    private static final int DONE = 3;
    private static final double LIFTED = 0.06;
    private static final double OVER_BIN = 0.03;
    private static final double OPEN = 0.052;

    private final RobotArm arm;
    private final Grasping grasping;
    private final List<Cube> cubes;
    private final Cube wanted;
    private final Briefing briefing;

    IntoBin(RobotArm arm, List<Cube> cubes, Cube wanted, Briefing briefing) {
        this.arm = arm;
        grasping = new Grasping(arm);
        this.cubes = cubes;
        this.wanted = wanted;
        this.briefing = briefing;
    }

    @Override
    public String instruction() {
        return briefing.instruction();
    }

    @Override
    public List<String> rephrasings() {
        return briefing.rephrasings();
    }

    @Override
    public Optional<TaskObject> object() {
        return Optional.of(briefing.object());
    }

    @Override
    public Assessment assess() {
        if (isReleasedInBin(wanted)) {
            return Assessment.success(DONE, "in-bin");
        }
        int stage = stage();
        double toGo = metresToGo();
        for (Cube cube : cubes) {
            if (!cube.equals(wanted) && isReleasedInBin(cube)) {
                return Assessment.failure(stage, toGo, "wrong-cube");
            }
        }
        return wanted.isLost() ? Assessment.failure(stage, toGo, "off-table") : Assessment.ongoing(stage, toGo);
    }

    private boolean isReleasedInBin(Cube cube) {
        return Bin.contains(cube.position()) && !arm.commanded().isClosed() && arm.opening() > OPEN;
    }

    private int stage() {
        if (!grasping.holds(wanted)) {
            return GRASP;
        }
        Vec3 tool = grasping.tool();
        if (tool.horizontalDistance(Bin.CENTRE) < OVER_BIN) {
            return PLACE;
        }
        return tool.z() > LIFTED ? CARRY : GRASP;
    }

    private double metresToGo() {
        double toBin = wanted.position().horizontalDistance(Bin.CENTRE);
        return grasping.holds(wanted) ? toBin : 0.1 + toBin + grasping.tool().distance(wanted.position());
    }

    @Override
    public Goal goal() {
        Vec3 tool = grasping.tool();
        double yaw = grasping.yaw();
        if (grasping.holds(wanted)) {
            if (tool.horizontalDistance(Bin.CENTRE) < OVER_BIN) {
                return Grasping.goal(Bin.CENTRE.withZ(0.085), yaw, tool.z() < 0.105 ? 1 : -1);
            }
            boolean low = tool.z() < 0.085;
            return low
                    ? Grasping.goal(grasping.commanded().withZ(0.15), yaw, -1)
                    : Grasping.goal(Bin.CENTRE.withZ(0.13), yaw, -1);
        }
        if (wanted.position().horizontalDistance(Bin.CENTRE) < 0.085) {
            boolean opening = arm.commanded().isClosed() || arm.opening() < 0.06;
            Vec3 here = grasping.commanded();
            return Grasping.goal(opening ? here : here.withZ(0.15), yaw, 1);
        }
        return grasping.take(wanted);
    }
}
