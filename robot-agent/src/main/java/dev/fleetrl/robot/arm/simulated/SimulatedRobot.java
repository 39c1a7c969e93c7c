package dev.fleetrl.robot.arm.simulated;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmModel;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.GuardLimits;
import dev.fleetrl.robot.control.NoiseSeed;
import dev.fleetrl.robot.control.Rotation;
import dev.fleetrl.robot.control.ToolTarget;
import dev.fleetrl.simulation.ExpertAction;
import dev.fleetrl.simulation.ScriptedExpert;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Suites;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.Tasks;
import dev.fleetrl.simulation.arm.ArmState;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Vec3;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A simulated cell: arm and surroundings in one, with a fresh world for each episode. */
public final class SimulatedRobot implements Arm, Workcell {
    /** Who demonstrates here. */
    public static final OperatorId EXPERT = new OperatorId("scripted-expert");

    /** Any number that is not a chunk's, so that the expert's hand and the policy's noise share no draws. */
    private static final int EXPERT_STREAM = -1;

    private static final int POLICY_SIZE = 64;
    private static final float POLICY_QUALITY = 0.92f;
    private static final int VIDEO_WIDTH = 480;
    private static final int VIDEO_HEIGHT = 360;
    private static final float VIDEO_QUALITY = 0.8f;

    /** The robot's published limits, 0.05 rad wider: the joints' own stops give a little. Speeds are doubled likewise. */
    private static final GuardLimits GUARD = new GuardLimits(
            0.75,
            3.6,
            100,
            1e6,
            Vec.of(0.2f, -0.5f, 0.012f),
            Vec.of(0.8f, 0.5f, 0.6f),
            Vec.of(-2.95f, -1.82f, -2.95f, -3.13f, -2.95f, -0.07f, -2.95f),
            Vec.of(2.95f, 1.82f, 2.95f, -0.01f, 2.95f, 3.81f, 2.95f),
            Vec.of(4.4f, 4.4f, 4.4f, 4.4f, 5.3f, 5.3f, 5.3f));

    private static final ArmModel MODEL = new ArmModel(
            "simulated-7dof",
            SimulatedCell.CAMERAS,
            SimulatedCell.CAMERAS,
            ArmModel.OF_TOOL_AND_GRIPPER,
            new ActionLimits(ScriptedExpert.MOST_METRES, ScriptedExpert.MOST_RADIANS),
            GUARD);

    private final List<TaskId> tasks;
    private final double expertNoise;
    private SimulatedCell cell;
    private ScriptedExpert expert = ScriptedExpert.exact();

    /**
     * @param tasks which it may be asked for; it waits in the scene of the first one
     * @param expertNoise of the demonstrator, in multiples of DART's usual one; 0 is a steady hand
     */
    public SimulatedRobot(List<TaskId> tasks, double expertNoise) {
        this.tasks = List.copyOf(tasks);
        this.expertNoise = expertNoise;
        // One that nobody knows is to be refused now, and not in the middle of the control loop.
        this.tasks.forEach(Tasks::byId);
        cell = SimulatedCell.open(Tasks.byId(tasks.get(0)), 0);
    }

    /** The world as it truly is; to be read on the control thread only, and never moved. */
    public SimulatedCell cell() {
        return cell;
    }

    @Override
    public ArmModel model() {
        return MODEL;
    }

    @Override
    public ToolTarget commanded() {
        var target = cell.commanded();
        Vec3 p = target.pose().position();
        double[] matrix = new double[9];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = target.pose().rotation().at(i / 3, i % 3);
        }
        return new ToolTarget(p.x(), p.y(), p.z(), Rotation.ofMatrix(matrix), target.gripper());
    }

    @Override
    public Reading read() {
        ArmState state = cell.arm();
        return new Reading(state.tool().toVec(), state.gripper(), state.joints());
    }

    @Override
    public Observation observe() {
        List<Frame> frames = MODEL.policyCameras().stream()
                .map(camera -> new Frame(camera, Bytes.of(cell.jpeg(camera, POLICY_SIZE, POLICY_SIZE, POLICY_QUALITY))))
                .toList();
        return new Observation(frames, Vec.of(cell.proprioception()));
    }

    @Override
    public Supplier<Frame> video(String camera) {
        Supplier<byte[]> picture = cell.photograph(camera, VIDEO_WIDTH, VIDEO_HEIGHT, VIDEO_QUALITY);
        return () -> new Frame(camera, Bytes.of(picture.get()));
    }

    @Override
    public void command(ToolTarget target) {
        var rotation =
                dev.fleetrl.simulation.arm.Rotation.ofMatrix(target.rotation().matrix());
        Pose pose = new Pose(new Vec3(target.x(), target.y(), target.z()), rotation);
        cell.command(new dev.fleetrl.simulation.arm.ToolTarget(pose, target.gripper()));
    }

    /** The simulated servo keeps its target by itself. */
    @Override
    public void hold() {}

    @Override
    public void advance() {
        cell.advance();
    }

    @Override
    public void close() {
        cell.close();
    }

    @Override
    public List<TaskId> tasks() {
        return tasks;
    }

    @Override
    public List<OperatorId> demonstrators() {
        return List.of(EXPERT);
    }

    @Override
    public Optional<String> refusal(EpisodePlan plan) {
        Task task = Tasks.byId(plan.task());
        return plan.variation()
                .filter(variation -> !Suites.has(task, variation))
                .map(variation -> "task " + task.id() + " has no variation " + variation);
    }

    @Override
    public Start reset(EpisodePlan plan) {
        cell.close();
        Task task = Tasks.byId(plan.task());
        cell = plan.variation()
                .map(variation -> SimulatedCell.open(task, plan.seed(), variation))
                .orElseGet(() -> SimulatedCell.open(task, plan.seed()));
        expert = ScriptedExpert.demonstrator(NoiseSeed.of(plan.seed(), EXPERT_STREAM), expertNoise);
        return new Start(cell.instruction(), cell.task().timeLimitSteps(), plan.pace());
    }

    @Override
    public TaskStatus judge() {
        var status = cell.status();
        return new TaskStatus(status.stage(), status.stageName(), status.ending());
    }

    @Override
    public void attended(boolean isAttended) {
        cell.attended(isAttended);
    }

    @Override
    public Demonstration demonstrate() {
        ExpertAction action = expert.act(cell);
        return new Demonstration(action.executed(), action.label());
    }
}
