package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.Trial;
import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.evaluation.sequential.Decision;
import java.util.ArrayList;
import java.util.List;

/** What was compared in one stage: the episodes, and the evidence that grew with each block. */
final class Comparison {
    private final List<Trial> candidate = new ArrayList<>();
    private final List<Trial> baseline = new ArrayList<>();
    private RolloutEvidence evidence;

    Comparison(double margin) {
        evidence = RolloutEvidence.none(margin);
    }

    void add(List<Trial> ofCandidate, List<Trial> ofBaseline) {
        evidence = evidence.after(ofCandidate, ofBaseline);
        candidate.addAll(ofCandidate);
        baseline.addAll(ofBaseline);
    }

    /** One that wins most pairs and loses hours in the others is not promoted. */
    Decision decision(double alpha) {
        Decision shown = evidence.decision(alpha);
        return shown == Decision.PROMOTE && perHour(candidate) < perHour(baseline) ? Decision.UNDECIDED : shown;
    }

    int candidateEpisodes() {
        return candidate.size();
    }

    int baselineEpisodes() {
        return baseline.size();
    }

    RolloutView.Compared view(double alpha) {
        return new RolloutView.Compared(
                RolloutView.Arm.of(candidate), RolloutView.Arm.of(baseline), RolloutView.Wealth.of(evidence, alpha));
    }

    /** Successes, for a person. */
    String counts(String nameOfBaseline) {
        return successes(candidate) + " of " + candidate.size() + ", " + nameOfBaseline + " " + successes(baseline)
                + " of " + baseline.size();
    }

    private static double perHour(List<Trial> trials) {
        return ThroughputEstimate.of(RolloutEvidence.episodes(trials)).perHour();
    }

    private static long successes(List<Trial> trials) {
        return trials.stream().filter(Trial::success).count();
    }
}
