package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.Assessment;
import dev.fleetrl.simulation.Attempt;
import dev.fleetrl.simulation.Goal;
import dev.fleetrl.simulation.TaskObject;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.RobotArm;
import java.util.List;
import java.util.Optional;

/**
 * The label is to lie straight on the middle of the shut box. One that has fallen right beside the box cannot be taken any
 * more, since the open fingers do not fit between: the episode stalls.
 */
final class OntoBox implements Attempt {
    static final List<String> STAGES = List.of("flap-one", "flap-two", "grasp-label", "place", "done");

    /** Of the label. */
    static final double THICKNESS = 0.012;

    private static final int FLAP_ONE = 0;
    private static final int FLAP_TWO = 1;
    private static final int GRASP = 2;
    private static final int PLACE = 3;
    private static final int DONE = 4;

    private static final double PLACED = 0.015;
    private static final double STRAIGHT = 0.2;
    private static final double OPEN = 0.052;
    private static final double TRAVEL_HEIGHT = 0.16;
    private static final double NEAR = 0.03;
    private static final double ALIGNED = 0.006;
    private static final double DESCENT = 0.02;

    /** The pads reach so far below the tool. */
    private static final double PAD = 0.01;

    private final RobotArm arm;
    private final Carton carton;
    private final Cube label;
    private final Vec3 stand;
    private final Briefing briefing;
    private final Grasping grasping;
    private final FlapHandling flaps;

    OntoBox(RobotArm arm, Carton carton, Cube label, Briefing briefing) {
        this.arm = arm;
        this.carton = carton;
        this.label = label;
        this.briefing = briefing;
        stand = label.position();
        grasping = new Grasping(arm);
        flaps = new FlapHandling(arm, grasping, carton);
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
            return Assessment.success(DONE, "labelled");
        }
        double toGo = metresToGo(stage);
        if (label.isLost()) {
            return Assessment.failure(stage, toGo, "off-table");
        }
        return carton.contains(label.position())
                ? Assessment.failure(stage, toGo, "label-inside")
                : Assessment.ongoing(stage, toGo);
    }

    private int stage() {
        if (!carton.isShut(0) || !carton.isShut(1)) {
            return carton.isShut(0) || carton.isShut(1) ? FLAP_TWO : FLAP_ONE;
        }
        if (isPlaced()) {
            boolean released = !arm.commanded().isClosed() && arm.opening() > OPEN;
            return released ? DONE : PLACE;
        }
        return grasping.holds(label) ? PLACE : GRASP;
    }

    private boolean isPlaced() {
        Vec3 p = label.position();
        boolean on = p.z() < Carton.TOP + THICKNESS && p.z() > Carton.TOP;
        return on && p.horizontalDistance(carton.centre()) < PLACED && Math.abs(turn()) < STRAIGHT;
    }

    private double turn() {
        return Grasping.quarterTurn(-label.yaw());
    }

    private double metresToGo(int stage) {
        Vec3 tool = grasping.tool();
        return switch (stage) {
            case FLAP_ONE -> 3 + toShut(0, tool);
            case FLAP_TWO -> 2 + toShut(carton.isShut(0) ? 1 : 0, tool);
            case GRASP -> 1 + tool.distance(label.position());
            default -> label.position().distance(carton.centre().withZ(Carton.TOP));
        };
    }

    private double toShut(int flap, Vec3 tool) {
        return 0.1 * carton.flaps().get(flap).angle()
                + tool.distance(carton.flaps().get(flap).position());
    }

    @Override
    public Goal goal() {
        boolean holds = grasping.holds(label);
        if (!carton.isShut(0) || !carton.isShut(1)) {
            return holds ? putDown() : flaps.shut(carton.isShut(0) ? 1 : 0);
        }
        if (isPlaced()) {
            return Grasping.goal(grasping.commanded(), grasping.yaw(), 1);
        }
        return holds ? place() : fetch();
    }

    /** On its stand it is gripped in its middle, elsewhere higher: the pads must not meet what it lies on. */
    private Goal fetch() {
        Vec3 p = label.position();
        boolean onStand = p.distance(stand) < THICKNESS;
        double grip = p.z() + (onStand ? 0.001 : PAD - 0.002);
        boolean far = grasping.tool().horizontalDistance(p) > 0.1;
        if (far && grasping.tool().z() < TRAVEL_HEIGHT - 0.03) {
            boolean closed = arm.commanded().isClosed();
            return Grasping.goal(grasping.commanded().withZ(TRAVEL_HEIGHT), grasping.yaw(), closed ? -1 : 1);
        }
        return far
                ? Grasping.goal(p.withZ(TRAVEL_HEIGHT), grasping.yaw(), 1)
                : grasping.take(label, grip - Grasping.GRASP);
    }

    /** Steers the label and not the tool. */
    private Goal place() {
        Vec3 tool = grasping.tool();
        Vec3 inHand = tool.minus(label.position());
        Vec3 over = carton.centre().plus(inHand);
        double off = label.position().horizontalDistance(carton.centre());
        double yaw = arm.tool().rotation().yaw() + turn();
        if (off > NEAR) {
            boolean high = tool.z() > TRAVEL_HEIGHT - 0.03;
            return Grasping.goal((high ? over : grasping.commanded()).withZ(TRAVEL_HEIGHT), yaw, -1);
        }
        boolean down = tool.z() < Carton.TOP + PAD + 0.01 || label.position().z() < Carton.TOP + THICKNESS;
        boolean aligned = off < ALIGNED && Math.abs(turn()) < STRAIGHT / 2;
        if (down && off < PLACED - 0.004) {
            return Grasping.goal(grasping.commanded(), yaw, 1);
        }
        double low = Carton.TOP + PAD + 0.004;
        double height = aligned ? low : Math.max(low + 0.02, Math.min(tool.z(), low + 0.04));
        return Grasping.goal(over.withZ(height), yaw, -1, DESCENT);
    }

    /** A flap stands open: the hands must be free to shut it. */
    private Goal putDown() {
        Vec3 tool = grasping.tool();
        if (tool.horizontalDistance(stand) < NEAR) {
            boolean low = tool.z() < 0.045;
            return Grasping.goal(low ? grasping.commanded() : stand.withZ(0.035), grasping.yaw(), low ? 1 : -1);
        }
        boolean high = tool.z() > TRAVEL_HEIGHT - 0.03;
        return Grasping.goal((high ? stand : grasping.commanded()).withZ(TRAVEL_HEIGHT), grasping.yaw(), -1);
    }
}
