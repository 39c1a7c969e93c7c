package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Trial;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.evaluation.WilsonInterval;
import dev.fleetrl.evaluation.sequential.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * Where a rollout stands.
 *
 * @param reason why it is there
 * @param sinceMillis when it came there
 * @param stages that it went through, the first one first
 * @param shadow what policy servers said of it while no robot ran it
 * @param canary what the canary stage compared; absent before it
 * @param fleet the same of the fleet stage
 * @param guarded episodes of the candidate in this stage that the guard braked or in which it was silent
 */
public record RolloutView(
        PolicyVersion version,
        TaskId task,
        RolloutStage stage,
        PolicyVersion baseline,
        String reason,
        long sinceMillis,
        List<ModelRecord.Staged> stages,
        List<ModelRecord.Shadowed> shadow,
        Optional<Compared> canary,
        Optional<Compared> fleet,
        int guarded) {
    /** Both versions in one stage, and what it shows. */
    public record Compared(Arm candidate, Arm baseline, Wealth evidence) {}

    /** What one version did. */
    public record Arm(
            int episodes,
            int successes,
            Interval successInterval,
            double throughputPerHour,
            Optional<Interval> throughputInterval) {
        static Arm of(List<Trial> trials) {
            int successes = (int) trials.stream().filter(Trial::success).count();
            ThroughputEstimate throughput = ThroughputEstimate.of(RolloutEvidence.episodes(trials));
            return new Arm(
                    trials.size(),
                    successes,
                    WilsonInterval.of(successes, trials.size()),
                    throughput.perHour(),
                    throughput.interval());
        }
    }

    /**
     * E-values so far, the highest of each: how many times the stake a bettor on it would have now.
     *
     * @param noWorse of its success rate being no lower than the margin
     * @param moreThroughput of its episodes bringing more
     * @param worse of its success rate being lower
     * @param needed 1/α; {@code noWorse} and {@code moreThroughput} promote, {@code worse} rolls back
     */
    public record Wealth(double noWorse, double moreThroughput, double worse, double needed) {
        static Wealth of(RolloutEvidence evidence, double alpha) {
            return new Wealth(
                    highestFor(evidence.noWorse().wagers().evidence()),
                    highestFor(evidence.throughput().wagers().evidence()),
                    Math.exp(evidence.success().evidence().highestAgainstLog()),
                    1 / alpha);
        }

        private static double highestFor(Evidence evidence) {
            return Math.exp(evidence.highestForLog());
        }
    }
}
