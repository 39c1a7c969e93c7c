package dev.fleetrl.simulation;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.simulation.arm.ArmState;
import dev.fleetrl.simulation.arm.ToolTarget;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.camera.CellCameras;
import dev.fleetrl.simulation.camera.Look;
import dev.fleetrl.simulation.physics.World;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One simulated workcell in one episode: a fresh world each time, because only that is exactly reproducible.
 *
 * <p>Nothing happens but in {@link #advance}; called in a loop it runs much faster than life. Used by one thread at a time.
 */
public final class SimulatedCell implements AutoCloseable {
    /** 50 Hz control, 10 Hz steps. */
    public static final double TICK_SECONDS = World.TICK_SECONDS;

    public static final int TICKS_PER_STEP = 5;
    public static final int HZ = 10;

    /** Size of {@link #proprioception}. */
    public static final int PROPRIOCEPTION = 10;

    /** Names of the cameras that the policy sees. */
    public static final List<String> CAMERAS = CellCameras.NAMES;

    private static final long TICK_MILLIS = Math.round(TICK_SECONDS * 1000);
    private static final long STALL_MILLIS = 5000;
    private static final int MOST_SOLVER_MESSAGES = 8;
    private static final int SETTLING_TICKS = 10;

    /** Attended steps do not count towards the limit, but even a person gets no more than this many times of it. */
    private static final int MOST_TIME_LIMITS = 3;

    private final Task task;
    private final World world;
    private final Attempt attempt;
    private final Optional<VariedScene> varied;
    private final CellCameras cameras;
    private final Supplier<CellCameras> more;
    private @Nullable CellCameras forPeople;
    private final ProgressClock progress = new ProgressClock();
    private long ticks;
    private long countedTicks;
    private boolean attended;
    private TaskStatus status;

    private SimulatedCell(Task task, World world, SplittableRandom random, Optional<VariedScene> varied) {
        this.task = task;
        this.world = world;
        this.varied = varied;
        attempt = task.begin(world, random);
        List<String> unpowered = world.unpoweredJoints();
        if (!unpowered.isEmpty()) {
            throw new IllegalStateException("task " + task.id() + " has joints without a motor: " + unpowered);
        }
        varied.ifPresent(scene -> scene.layOut(world, attempt));
        Look look = varied.map(VariedScene::look).orElse(Look.USUAL);
        cameras = new CellCameras(world, task.thirdCamera(), look);
        more = () -> new CellCameras(world, task.thirdCamera(), look);
        moveToStart(random);
        progress.restart(0);
        status = status(attempt.assess(), varied.flatMap(VariedScene::impossible));
    }

    /** A new episode. The seed fixes the start state and every draw in it. */
    public static SimulatedCell open(Task task, long seed) {
        return new SimulatedCell(task, new World(), new SplittableRandom(seed), Optional.empty());
    }

    /**
     * The same start in a scene that differs from training.
     *
     * @throws IllegalArgumentException with the known ones, if the task has no such variation
     */
    public static SimulatedCell open(Task task, long seed, Variation variation) {
        if (!Suites.has(task, variation)) {
            throw new IllegalArgumentException("task " + task.id() + " has no variation " + variation + "; it has "
                    + Suites.of(task).stream()
                            .map(suite -> suite.variation().toString())
                            .collect(Collectors.joining(", ")));
        }
        Optional<VariedScene> varied = VariedScene.of(variation, seed);
        return new SimulatedCell(task, new World(), new SplittableRandom(seed), varied);
    }

    /** Things settle while the tool goes to a start that is a few centimetres off. */
    private void moveToStart(SplittableRandom random) {
        double x = (random.nextDouble() - 0.5) * 0.06;
        double y = (random.nextDouble() - 0.5) * 0.06;
        double z = (random.nextDouble() - 0.5) * 0.04;
        float[] usual = {(float) x, (float) y, (float) z, 0, 0, 0, 1};
        float[] offset = varied.map(scene -> scene.start(usual)).orElse(usual);
        int ticks = varied.map(scene -> scene.settlingTicks(SETTLING_TICKS)).orElse(SETTLING_TICKS);
        ToolTarget home = commanded();
        for (int tick = 1; tick <= ticks; tick++) {
            world.arm().command(home.moved(offset, (double) tick / ticks));
            world.tick();
        }
    }

    public Task task() {
        return task;
    }

    public String instruction() {
        return varied.map(scene -> scene.instruction(attempt)).orElseGet(attempt::instruction);
    }

    public ArmState arm() {
        return world.arm().state();
    }

    /**
     * What the policy feels: tool position (3, centred and scaled), 40 × (commanded − measured position) (3), yaw, finger
     * opening, gripper command, holding.
     */
    public float[] proprioception() {
        Vec3 tool = world.arm().tool().position();
        Vec3 lag = commanded().pose().position().minus(tool);
        return new float[] {
            (float) ((tool.x() - 0.47) / 0.1),
            (float) (tool.y() / 0.18),
            (float) ((tool.z() - 0.09) / 0.06),
            scaledLag(lag.x()),
            scaledLag(lag.y()),
            scaledLag(lag.z()),
            (float) (2 * commanded().pose().rotation().yaw()),
            world.arm().state().gripper(),
            commanded().isClosed() ? -1 : 1,
            world.arm().isHolding() ? 1 : 0
        };
    }

    private static float scaledLag(double metres) {
        return (float) Math.max(-3, Math.min(3, 40 * metres));
    }

    /** RGB, row by row from the top; shape [height, width, 3]. */
    public byte[] render(String camera, int width, int height) {
        return cameras.render(cameras.scene(), camera, width, height);
    }

    /**
     * The same, encoded.
     *
     * @param quality 0 to 1
     */
    public byte[] jpeg(String camera, int width, int height, float quality) {
        return cameras.jpeg(cameras.scene(), camera, width, height, quality);
    }

    /**
     * A picture of now, made when it is asked for, on any thread, while the cell goes on. The thread of the cell itself waits for no other.
     *
     * @param quality 0 to 1
     */
    public Supplier<byte[]> photograph(String camera, int width, int height, float quality) {
        Thread own = Thread.currentThread();
        CellCameras.Scene scene = cameras.scene();
        return () ->
                (Thread.currentThread() == own ? cameras : forPeople()).jpeg(scene, camera, width, height, quality);
    }

    private synchronized CellCameras forPeople() {
        CellCameras made = forPeople == null ? more.get() : forPeople;
        forPeople = made;
        return made;
    }

    /** The target from the next tick on, clamped to the workspace. */
    public void command(ToolTarget target) {
        world.arm().command(target);
    }

    /** Joints to follow from the next tick on, rad; shape [7]. */
    public void command(double[] joints, double gripper) {
        world.arm().command(joints, gripper);
    }

    public ToolTarget commanded() {
        return world.arm().commanded();
    }

    /** One control tick of 20 ms. The judge looks at each fifth. */
    public void advance() {
        world.tick();
        ticks++;
        if (attended) {
            progress.restart(ticks * TICK_MILLIS);
        } else {
            countedTicks++;
        }
        if (ticks % TICKS_PER_STEP == 0 && status.ending().isEmpty()) {
            varied.ifPresent(scene -> scene.onStep(world, attempt, steps(ticks)));
            Assessment assessment = attempt.assess();
            // What never came to differ says nothing of how a policy bears a difference.
            Optional<Ending> ending = ending(assessment)
                    .map(end -> varied.flatMap(VariedScene::missed).orElse(end));
            status = status(assessment, ending);
        }
    }

    /** One whole step: the action spread evenly over five ticks, as a robot's control loop does it. */
    public void step(float[] action) {
        ToolTarget from = commanded();
        for (int tick = 1; tick <= TICKS_PER_STEP; tick++) {
            command(from.moved(action, (double) tick / TICKS_PER_STEP));
            advance();
        }
    }

    /** While a person has the arm, the clocks of stalling and of the time limit stand: thinking is no failure. */
    public void attended(boolean isAttended) {
        attended = isAttended;
    }

    public TaskStatus status() {
        return status;
    }

    /** Where an expert would go now. */
    public Goal goal() {
        return attempt.goal();
    }

    public PrivilegedView view() {
        Assessment now = attempt.assess();
        Goal goal = attempt.goal();
        boolean fumbled = commanded().isClosed()
                && !goal.target().isClosed()
                && world.arm().opening() < 0.008;
        return new PrivilegedView(
                now.stage(),
                now.metresToGo(),
                fumbled,
                commanded(),
                goal,
                status.ending().isPresent());
    }

    /** Over the bits of all that moves: equal hashes, equal trajectories. */
    public long hash() {
        return world.hash();
    }

    /** How often the solver complained; a healthy episode has none. */
    public int solverMessages() {
        return world.solverMessages();
    }

    private Optional<Ending> ending(Assessment assessment) {
        if (world.solverMessages() > MOST_SOLVER_MESSAGES) {
            return Optional.of(Assessment.judged(Outcome.ABORTED, Ending.PHYSICS));
        }
        if (assessment.ending().isPresent()) {
            return assessment.ending();
        }
        long idle = progress.idleMillis(ticks * TICK_MILLIS, assessment.stage(), assessment.metresToGo());
        if (steps(countedTicks) >= task.timeLimitSteps() || steps(ticks) >= MOST_TIME_LIMITS * task.timeLimitSteps()) {
            return Optional.of(Assessment.judged(Outcome.FAILURE, "time-out"));
        }
        boolean stalled = idle >= STALL_MILLIS;
        return stalled ? Optional.of(Assessment.judged(Outcome.FAILURE, attempt.stallReason())) : Optional.empty();
    }

    private TaskStatus status(Assessment assessment, Optional<Ending> ending) {
        String name = task.stages().get(assessment.stage());
        return new TaskStatus(steps(ticks), assessment.stage(), name, assessment.metresToGo(), ending);
    }

    private static int steps(long ticks) {
        return (int) (ticks / TICKS_PER_STEP);
    }

    @Override
    public void close() {
        world.close();
    }
}
