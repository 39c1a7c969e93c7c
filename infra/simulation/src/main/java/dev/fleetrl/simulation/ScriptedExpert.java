package dev.fleetrl.simulation;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.ToolTarget;
import dev.fleetrl.simulation.arm.Vec3;
import java.util.SplittableRandom;

/**
 * Does the task by looking at the true state. It keeps no phase, so it goes on from any state, also from another's mess.
 *
 * <p>As a demonstrator it is disturbed after DART (Laskey et al. 2017): the executed action is noisy, the label is what was
 * meant, so that the data shows how to come back. Its speed differs from episode to episode, or advantage
 * conditioning would find nothing to tell apart.
 */
public final class ScriptedExpert {
    /** What a robot takes in one step. */
    public static final double MOST_METRES = 0.04;

    public static final double MOST_RADIANS = 0.2;

    private static final double RADIANS_PER_STEP = 0.16;
    private static final double NOISE_METRES = 0.004;
    private static final double NOISE_RADIANS = 0.02;
    private static final double PUSH_PROBABILITY = 0.04;
    private static final double PUSH_METRES = 0.010;
    private static final int PUSH_STEPS = 3;

    private final SplittableRandom random;
    private final double noise;
    private final double speed;
    private int pushesLeft;
    private Vec3 push = Vec3.ZERO;

    private ScriptedExpert(long seed, double noise, boolean variedSpeed) {
        random = new SplittableRandom(seed);
        this.noise = noise;
        double draw = random.nextDouble();
        speed = variedSpeed ? 0.5 + 0.5 * draw : 1;
    }

    /** Full speed, no noise. */
    public static ScriptedExpert exact() {
        return new ScriptedExpert(0, 0, false);
    }

    /**
     * For one episode of demonstration: speed from U[0.5, 1], disturbed.
     *
     * @param noise 1 is 4 mm an axis and 0.02 rad (1 σ) a step, and now and then a push: 1 cm an axis (1 σ), the same in three steps
     */
    public static ScriptedExpert demonstrator(long seed, double noise) {
        return new ScriptedExpert(seed, noise, true);
    }

    /** The part of full speed that this one moves with. */
    public double speed() {
        return speed;
    }

    /** The next step. */
    public ExpertAction act(SimulatedCell cell) {
        Goal goal = cell.goal();
        ToolTarget from = cell.commanded();
        Vec3 move =
                goal.target().pose().position().minus(from.pose().position()).limited(goal.metresPerStep() * speed);
        Rotation turn =
                goal.target().pose().rotation().times(from.pose().rotation().inverse());
        Vec3 rotation = turn.toVector().limited(RADIANS_PER_STEP * speed);
        double gripper = goal.target().isClosed() ? -1 : 1;
        return new ExpertAction(action(move, rotation, gripper), disturbed(move, rotation, gripper));
    }

    private Vec disturbed(Vec3 move, Vec3 rotation, double gripper) {
        if (noise == 0) {
            return action(move, rotation, gripper);
        }
        Vec3 shaken = move.plus(draw(NOISE_METRES * noise));
        double yaw = NOISE_RADIANS * noise * Gaussian.next(random);
        if (pushesLeft == 0 && random.nextDouble() < PUSH_PROBABILITY * noise) {
            pushesLeft = PUSH_STEPS;
            push = draw(PUSH_METRES);
        }
        if (pushesLeft > 0) {
            pushesLeft--;
            shaken = shaken.plus(push);
        }
        return action(shaken, rotation.plus(new Vec3(0, 0, yaw)), gripper);
    }

    private Vec3 draw(double sigma) {
        double x = Gaussian.next(random);
        double y = Gaussian.next(random);
        return new Vec3(x, y, Gaussian.next(random)).times(sigma);
    }

    private static Vec action(Vec3 move, Vec3 rotation, double gripper) {
        Vec3 m = move.limited(MOST_METRES);
        Vec3 r = rotation.limited(MOST_RADIANS);
        return Vec.of((float) m.x(), (float) m.y(), (float) m.z(), (float) r.x(), (float) r.y(), (float) r.z(), (float)
                gripper);
    }
}
