package dev.fleetrl.system.virtual;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmModel;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.GuardLimits;
import dev.fleetrl.robot.control.Rotation;
import dev.fleetrl.robot.control.ToolTarget;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** An arm and its cell without physics: the tool is where it was sent, and a task is over after so many ticks of motion. */
final class PlainArm implements Arm, Workcell {
    static final TaskId TASK = new TaskId("wander");
    static final OperatorId DEMONSTRATOR = new OperatorId("demonstrator");
    private static final int TIME_LIMIT_STEPS = 40;
    private static final int SHORTEST_TICKS = 40;
    private static final int STAGES = 3;
    private static final ToolTarget START = new ToolTarget(0, 0, 0.5, Rotation.NONE, 1);
    private static final ArmModel MODEL = new ArmModel(
            "plain",
            List.of("third"),
            List.of(),
            List.of("x", "y", "z"),
            new ActionLimits(0.04, 0.2),
            new GuardLimits(0.75, 3.6, 100, 1e6, Vec.of(-1, -1, 0), Vec.of(1, 1, 1), Vec.of(), Vec.of(), Vec.of()));

    private ToolTarget commanded = START;
    private SplittableRandom random = new SplittableRandom(0);
    private Outcome outcome = Outcome.FAILURE;
    private int neededTicks = SHORTEST_TICKS;
    private int movedTicks;

    @Override
    public ArmModel model() {
        return MODEL;
    }

    @Override
    public ToolTarget commanded() {
        return commanded;
    }

    @Override
    public Reading read() {
        Vec pose = Vec.of((float) commanded.x(), (float) commanded.y(), (float) commanded.z(), 0, 0, 0);
        return new Reading(pose, (float) commanded.gripper(), Vec.of());
    }

    @Override
    public Observation observe() {
        Bytes picture = Bytes.of(new byte[] {(byte) movedTicks, (byte) (commanded.x() * 100)});
        return new Observation(
                List.of(new Frame("third", picture)),
                Vec.of((float) commanded.x(), (float) commanded.y(), (float) commanded.z()));
    }

    @Override
    public Supplier<Frame> video(String camera) {
        throw new UnsupportedOperationException("nobody can watch this arm");
    }

    @Override
    public void command(ToolTarget target) {
        commanded = target;
        movedTicks++;
    }

    @Override
    public void hold() {}

    @Override
    public void advance() {}

    @Override
    public void close() {}

    @Override
    public List<TaskId> tasks() {
        return List.of(TASK);
    }

    @Override
    public List<OperatorId> demonstrators() {
        return List.of(DEMONSTRATOR);
    }

    /** The tool stays where it is. One start in nine cannot be done within the time limit. */
    @Override
    public Start reset(EpisodePlan plan) {
        random = new SplittableRandom(plan.seed());
        movedTicks = 0;
        neededTicks = SHORTEST_TICKS + random.nextInt(180);
        outcome = random.nextInt(4) == 0 ? Outcome.FAILURE : Outcome.SUCCESS;
        return new Start("wander about", TIME_LIMIT_STEPS, plan.pace());
    }

    @Override
    public TaskStatus judge() {
        int stage = Math.min(STAGES, STAGES * movedTicks / neededTicks);
        Optional<Ending> ending = movedTicks < neededTicks
                ? Optional.empty()
                : Optional.of(new Ending(outcome, "wandered", OutcomeSource.ENVIRONMENT));
        return new TaskStatus(stage, "stage-" + stage, ending);
    }

    @Override
    public void attended(boolean isAttended) {}

    @Override
    public Demonstration demonstrate() {
        Vec action = action(random, random.nextBoolean() ? 1 : -1);
        return new Demonstration(action, action);
    }

    /** A step anywhere; shape [7]. */
    static Vec action(SplittableRandom random, float gripper) {
        float[] action = new float[7];
        for (int i = 0; i < 3; i++) {
            action[i] = (float) (0.08 * random.nextDouble() - 0.04);
        }
        action[6] = gripper;
        return Vec.of(action);
    }
}
