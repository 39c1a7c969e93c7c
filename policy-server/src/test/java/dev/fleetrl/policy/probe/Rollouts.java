package dev.fleetrl.policy.probe;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.learning.Gaussian;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.network.PolicySampler;
import dev.fleetrl.policy.recipe.Trainer;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Task;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** Lets a policy try held-out starts, one after the other. */
final class Rollouts {
    private static final double Z95 = 1.959964;

    private final Task task;
    private final Trainer.Trained policy;
    private final PolicySampler sampler;
    private final int executeSteps;
    private final double noiseScale;

    Rollouts(Task task, Trainer.Trained policy, PolicySampler sampler, int executeSteps, double noiseScale) {
        this.task = task;
        this.policy = policy;
        this.sampler = sampler;
        this.executeSteps = executeSteps;
        this.noiseScale = noiseScale;
    }

    /** How it went; {@code stepsOfSuccesses} summed. */
    record Tally(int episodes, int successes, int stepsOfSuccesses) {
        double meanSteps() {
            return successes == 0 ? Double.NaN : (double) stepsOfSuccesses / successes;
        }

        /** Wilson's 95 % interval of the success rate. */
        double[] wilson() {
            double n = episodes;
            double p = successes / n;
            double denominator = 1 + Z95 * Z95 / n;
            double middle = (p + Z95 * Z95 / (2 * n)) / denominator;
            double half = Z95 * Math.sqrt(p * (1 - p) / n + Z95 * Z95 / (4 * n * n)) / denominator;
            return new double[] {middle - half, middle + half};
        }
    }

    Tally tryStarts(long firstSeed, int episodes) throws IOException {
        int successes = 0;
        int steps = 0;
        for (long seed = firstSeed; seed < firstSeed + episodes; seed++) {
            try (SimulatedCell cell = SimulatedCell.open(task, seed)) {
                run(cell, new SplittableRandom(seed));
                Optional<Ending> ending = cell.status().ending();
                if (ending.isPresent() && ending.get().outcome() == Outcome.SUCCESS) {
                    successes++;
                    steps += cell.status().step();
                }
            }
        }
        return new Tally(episodes, successes, steps);
    }

    private void run(SimulatedCell cell, SplittableRandom random) throws IOException {
        int[] tokens = InstructionTokenizer.tokens(cell.instruction());
        int chunk = policy.network().chunk();
        while (cell.status().ending().isEmpty()) {
            ObservationBatch batch = new ObservationBatch(Demonstrations.SHAPE, 1);
            batch.set(0, Demonstrations.pictures(cell), tokens, cell.proprioception());
            float[] noise = Gaussian.fill(new float[chunk], random);
            for (int i = 0; i < chunk; i++) {
                noise[i] *= (float) noiseScale;
            }
            float[] predicted = sampler.plain(batch, new int[] {Indicator.POSITIVE.row()}, noise);
            float[] actions = policy.normalisation().actions(predicted, 0).toArray();
            for (int k = 0; k < executeSteps && cell.status().ending().isEmpty(); k++) {
                int at = k * Demonstrations.ACTION_SIZE;
                cell.step(Arrays.copyOfRange(actions, at, at + Demonstrations.ACTION_SIZE));
            }
        }
    }
}
