package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.Trial;
import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import dev.fleetrl.evaluation.sequential.Block;
import dev.fleetrl.evaluation.sequential.Decision;
import dev.fleetrl.evaluation.sequential.NonInferiorityTest;
import dev.fleetrl.evaluation.sequential.SuperiorityTest;
import dev.fleetrl.evaluation.sequential.ThroughputBlockTest;
import java.util.List;

/**
 * What the blocks of one stage say. The new version is promoted once it was shown both to be no worse than the margin and to bring
 * more, and rolled back once its success rate was shown to be lower; each at level α, looked at after every block.
 */
record RolloutEvidence(SuperiorityTest success, NonInferiorityTest noWorse, ThroughputBlockTest throughput) {
    static RolloutEvidence none(double margin) {
        return new RolloutEvidence(
                SuperiorityTest.start(), NonInferiorityTest.start(margin), ThroughputBlockTest.start());
    }

    RolloutEvidence after(List<Trial> candidate, List<Trial> baseline) {
        Block block = new Block(successes(candidate), candidate.size(), successes(baseline), baseline.size());
        return new RolloutEvidence(
                success.after(block), noWorse.after(block), throughput.after(episodes(candidate), episodes(baseline)));
    }

    Decision decision(double alpha) {
        if (success.decision(alpha) == Decision.ROLLBACK) {
            return Decision.ROLLBACK;
        }
        double needed = -Math.log(alpha);
        boolean shown = noWorse.wagers().evidence().highestForLog() >= needed
                && throughput.wagers().evidence().highestForLog() >= needed;
        return shown ? Decision.PROMOTE : Decision.UNDECIDED;
    }

    private static int successes(List<Trial> trials) {
        return (int) trials.stream().filter(Trial::success).count();
    }

    static List<Episode> episodes(List<Trial> trials) {
        return trials.stream()
                .map(trial -> new Episode(trial.success(), trial.seconds()))
                .toList();
    }
}
