package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.Assessment;
import dev.fleetrl.simulation.Attempt;
import dev.fleetrl.simulation.Goal;
import dev.fleetrl.simulation.TaskObject;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.RobotArm;
import java.util.List;
import java.util.Optional;

/** The cube is to lie in the shut drawer. */
final class IntoDrawer implements Attempt {
    static final List<String> STAGES = List.of("open", "grasp", "carry", "close", "done");

    private static final int OPEN = 0;
    private static final int GRASP = 1;
    private static final int CARRY = 2;
    private static final int CLOSE = 3;
    private static final int DONE = 4;

    /** Open enough to put the cube in. */
    private static final double ENOUGH = 0.09;

    /** So far an expert pulls who has the handle in hand; nobody comes back for the difference, which one can hardly see. */
    private static final double PULLED = 0.125;

    private static final double SHUT = 0.01;
    private static final double TRAVEL_HEIGHT = 0.2;

    private final RobotArm arm;
    private final Cabinet cabinet;
    private final Cube cube;
    private final Briefing briefing;
    private final Grasping grasping;
    private final DrawerHandling handling;

    IntoDrawer(RobotArm arm, Cabinet cabinet, Cube cube, Briefing briefing) {
        this.arm = arm;
        this.cabinet = cabinet;
        this.cube = cube;
        this.briefing = briefing;
        grasping = new Grasping(arm);
        handling = new DrawerHandling(arm, grasping, cabinet);
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
        int stage = stage();
        if (stage == DONE) {
            return Assessment.success(DONE, "stored");
        }
        double toGo = metresToGo(stage);
        return cube.isLost() ? Assessment.failure(stage, toGo, "off-table") : Assessment.ongoing(stage, toGo);
    }

    private boolean isStored() {
        return cabinet.contains(cube.position()) && !grasping.holds(cube);
    }

    private int stage() {
        if (isStored()) {
            return cabinet.opening() < SHUT ? DONE : CLOSE;
        }
        if (grasping.holds(cube) && cube.position().z() > 0.05) {
            return CARRY;
        }
        return isOpen() ? GRASP : OPEN;
    }

    private boolean isOpen() {
        boolean pulling = handling.isAtHandle() && arm.commanded().isClosed();
        return cabinet.opening() > (pulling ? PULLED : ENOUGH);
    }

    private double metresToGo(int stage) {
        Vec3 tool = grasping.tool();
        return switch (stage) {
            case OPEN -> 2 + PULLED - cabinet.opening() + tool.distance(cabinet.handle());
            case GRASP -> 1 + tool.distance(cube.position());
            case CARRY -> 0.5 + tool.distance(cabinet.dropPoint());
            default -> cabinet.opening() + tool.distance(cabinet.handle());
        };
    }

    @Override
    public Goal goal() {
        if (isStored()) {
            return handling.shut();
        }
        if (grasping.holds(cube)) {
            return cabinet.opening() > ENOUGH ? carry() : putDown();
        }
        if (!isOpen()) {
            return handling.open();
        }
        boolean dropping = cabinet.isOver(cube.position());
        return dropping || (handling.isAtHandle() && !isReaching()) ? handling.letGo() : fetch();
    }

    /** For a cube that lies by the handle one is at the handle, too. */
    private boolean isReaching() {
        boolean opened = !arm.commanded().isClosed() && arm.opening() > 0.06;
        return opened && grasping.tool().horizontalDistance(cube.position()) < 0.05;
    }

    /** The cube's way to the fingers leads over the open drawer's handle. */
    private Goal fetch() {
        Vec3 tool = grasping.tool();
        if (tool.horizontalDistance(cube.position()) > 0.1) {
            return overTheTop(cube.position(), grasping.yaw(), 1);
        }
        return grasping.take(cube);
    }

    private Goal carry() {
        Vec3 drop = cabinet.dropPoint();
        Vec3 tool = grasping.tool();
        if (tool.horizontalDistance(drop) > (isHigh() ? 0.015 : 0.03)) {
            return overTheTop(drop, 0, -1);
        }
        return Grasping.goal(drop, 0, tool.z() < drop.z() + 0.01 ? 1 : -1);
    }

    private Goal overTheTop(Vec3 place, double yaw, double gripper) {
        Vec3 next = isHigh() ? place : grasping.commanded();
        return Grasping.goal(next.withZ(TRAVEL_HEIGHT), yaw, gripper);
    }

    private boolean isHigh() {
        return grasping.tool().z() > TRAVEL_HEIGHT - 0.04;
    }

    /** The drawer has been shut before its time: the hands must be free to open it. */
    private Goal putDown() {
        Vec3 tool = grasping.tool();
        if (arm.isHolding() && tool.z() < 0.03) {
            return Grasping.goal(grasping.commanded(), grasping.yaw(), 1);
        }
        Vec3 clear = new Vec3(0.43, -0.13, 0.02);
        return tool.horizontalDistance(clear) > 0.02
                ? overTheTop(clear, grasping.yaw(), -1)
                : Grasping.goal(clear, grasping.yaw(), -1);
    }
}
