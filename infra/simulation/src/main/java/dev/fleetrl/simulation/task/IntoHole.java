package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.Assessment;
import dev.fleetrl.simulation.Attempt;
import dev.fleetrl.simulation.Goal;
import dev.fleetrl.simulation.TaskObject;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.RobotArm;
import java.util.List;
import java.util.Optional;

/** The peg is to stand in the hole, let go. */
final class IntoHole implements Attempt {
    static final List<String> STAGES = List.of("grasp", "align", "insert", "done");

    private static final int GRASP = 0;
    private static final int ALIGN = 1;
    private static final int INSERT = 2;
    private static final int DONE = 3;

    /** Gripped by its upper part, or the fingers meet the rim before the peg is down. */
    private static final double RAISE = 0.008;

    private static final double TRAVEL_HEIGHT = 0.11;
    private static final double NEAR = 0.03;
    private static final double HOVER = 0.012;
    private static final double ALIGNED = 0.004;
    private static final double YAW_TOLERANCE = 0.08;
    private static final double DESCENT = 0.015;
    private static final double ENTRY = 0.006;
    private static final double LET_GO = 0.045;
    private static final Vec3 BESIDE = new Vec3(0, 0.12, 0);
    private static final double OPEN = 0.052;

    private final RobotArm arm;
    private final Socket socket;
    private final Cube peg;
    private final Briefing briefing;
    private final Grasping grasping;

    IntoHole(RobotArm arm, Socket socket, Cube peg, Briefing briefing) {
        this.arm = arm;
        this.socket = socket;
        this.peg = peg;
        this.briefing = briefing;
        grasping = new Grasping(arm);
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
        boolean released = !arm.commanded().isClosed() && arm.opening() > OPEN;
        if (released && socket.contains(peg)) {
            return Assessment.success(DONE, "inserted");
        }
        int stage = stage();
        double toGo = metresToGo(stage);
        return peg.isLost() ? Assessment.failure(stage, toGo, "off-table") : Assessment.ongoing(stage, toGo);
    }

    /** It touches the block, and does not go in. */
    @Override
    public String stallReason() {
        boolean touches = socket.off(peg) < NEAR && Socket.height(peg) < Socket.RIM + 0.005;
        return touches && stage() != GRASP ? "jammed" : "stalled";
    }

    private int stage() {
        if (socket.isEntered(peg)) {
            return INSERT;
        }
        boolean isAtHole = Socket.height(peg) > Socket.RIM || socket.off(peg) < NEAR;
        return grasping.holds(peg) && isAtHole ? ALIGN : GRASP;
    }

    private double metresToGo(int stage) {
        double height = Socket.height(peg);
        return switch (stage) {
            case GRASP -> 0.3 + socket.off(peg) + grasping.tool().distance(peg.position());
            case ALIGN -> 0.1 + socket.off(peg) + Math.max(0, height - Socket.RIM);
            default -> 2 * Math.max(0, height);
        };
    }

    @Override
    public Goal goal() {
        if (socket.contains(peg)) {
            return Grasping.goal(grasping.commanded(), grasping.yaw(), 1);
        }
        return grasping.holds(peg) ? insert() : fetch();
    }

    private Goal fetch() {
        return grasping.take(peg, Socket.height(peg) + RAISE);
    }

    /**
     * Steers the peg and not the tool: it sits in the fingers as it was taken. It is let go in the mouth and falls the rest:
     * pressed, it would wedge.
     */
    private Goal insert() {
        if (!peg.isLevel() || grasping.tool().z() < peg.position().z()) {
            return putDown();
        }
        Vec3 inHand = grasping.tool().minus(peg.position());
        Vec3 over = socket.centre().plus(inHand);
        double off = socket.off(peg);
        if (off > NEAR) {
            boolean high = Socket.height(peg) > Socket.RIM + HOVER / 2;
            return Grasping.goal((high ? over : grasping.commanded()).withZ(TRAVEL_HEIGHT), yaw(), -1);
        }
        boolean turned = Math.abs(turn()) < YAW_TOLERANCE;
        if (socket.isEntered(peg) && turned) {
            return Grasping.goal(grasping.commanded(), yaw(), 1);
        }
        boolean aligned = off < ALIGNED && turned;
        double lowest = inHand.z() + Cube.EDGE / 2 + Socket.RIM;
        return Grasping.goal(over.withZ(lowest + (aligned ? -ENTRY : HOVER)), yaw(), -1, DESCENT);
    }

    /** A peg that hangs askew is dropped beside the hole, where it falls flat. */
    private Goal putDown() {
        Vec3 tool = grasping.tool();
        Vec3 beside = socket.centre().plus(BESIDE);
        if (tool.horizontalDistance(beside) > NEAR) {
            boolean high = Socket.height(peg) > Socket.RIM + HOVER;
            return Grasping.goal((high ? beside : grasping.commanded()).withZ(TRAVEL_HEIGHT), grasping.yaw(), -1);
        }
        boolean low = tool.z() < LET_GO;
        return Grasping.goal(low ? grasping.commanded() : beside.withZ(LET_GO - HOVER), grasping.yaw(), low ? 1 : -1);
    }

    private double turn() {
        return Grasping.quarterTurn(socket.yaw() - peg.yaw());
    }

    /** From where the tool is, not from where it is told to be: the peg has not turned further than that. */
    private double yaw() {
        return arm.tool().rotation().yaw() + turn();
    }
}
