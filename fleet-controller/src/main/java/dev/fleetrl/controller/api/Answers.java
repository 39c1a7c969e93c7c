package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.AuditRecord;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.HelpTicket;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.controller.allocation.CollectionProgress;
import dev.fleetrl.controller.metrics.CalibrationTable;
import dev.fleetrl.controller.metrics.EndingRow;
import dev.fleetrl.controller.metrics.GeneralisationRow;
import dev.fleetrl.controller.metrics.LearningRow;
import dev.fleetrl.controller.metrics.ThroughputRow;
import dev.fleetrl.controller.registry.PolicyView;
import dev.fleetrl.controller.registry.RoundView;
import dev.fleetrl.controller.rollout.RolloutView;
import dev.fleetrl.controller.roster.RobotView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the API answers with, where no record of a core fits. */
final class Answers {
    private Answers() {}

    record Robots(List<RobotView> robots) {}

    record Collections(List<CollectionProgress> collections) {}

    record Rounds(List<RoundView> rounds) {}

    record Policies(List<PolicyView> policies) {}

    record Rollouts(List<RolloutView> rollouts) {}

    record Help(List<HelpTicket> tickets) {}

    record LabelRuns(List<LabelRecord> runs) {}

    record Audit(List<AuditRecord> records) {}

    record Throughput(List<ThroughputRow> rows) {}

    record Endings(List<EndingRow> rows) {}

    record Learning(List<LearningRow> rows) {}

    record Generalisation(List<GeneralisationRow> rows) {}

    /**
     * What P(success) of one label run was worth.
     *
     * @param heldOut the run's own figures, of episodes that its value function was not trained on
     */
    record Calibration(
            LabelRunId run,
            List<CalibrationTable.Errors> errors,
            List<CalibrationTable.Bin> rows,
            Map<String, Double> heldOut,
            List<String> flags) {}

    /**
     * A page of episodes.
     *
     * @param next to be given as {@code after} for the following page; absent on the last one
     * @param total how many there are on all pages
     * @param reviews what people have said of these, by episode; of most nobody has said anything
     */
    record Episodes(List<EpisodeManifest> episodes, Optional<String> next, int total, Map<String, Review> reviews) {}

    /**
     * What people have said of an episode since it was sealed.
     *
     * @param outcome that counts now
     * @param disputed whether those who judged it say different things
     */
    record Review(
            Ending recorded,
            Outcome outcome,
            boolean disputed,
            List<EpisodeRecord.Rated> verdicts,
            Optional<EpisodeRecord.Excluded> exclusion) {
        static Review of(dev.fleetrl.controller.review.Review review) {
            return new Review(
                    review.recorded(),
                    review.ending().outcome(),
                    review.isDisputed(),
                    review.ratings(),
                    review.exclusion());
        }
    }

    /** Cohen's κ of those who judged first and those who looked again; absent where it says nothing. */
    record Agreement(int episodes, int agreed, double expected, Optional<Double> kappa) {}

    /**
     * One episode, step by step.
     *
     * @param labels the label run whose values the steps show; absent where the episode has none
     * @param labelRuns all that have labelled it, by name
     * @param epsilon above which an advantage of that run is an improvement
     */
    record Episode(
            EpisodeManifest manifest,
            List<String> cameras,
            Optional<String> labels,
            List<String> labelRuns,
            Optional<Double> epsilon,
            Review review,
            List<StepLine> steps) {}

    /**
     * A step without its pictures and numbers.
     *
     * @param source {@code policy}, {@code correction}, {@code demonstration} or {@code hold}
     * @param who the policy's version, or the person
     * @param guard codes of the guard's rules that cut or refused what was asked for
     * @param progress the share of the task that is done, as the run's critic says
     * @param value V, normalised
     * @param positive the improvement indicator
     */
    record StepLine(
            int index,
            long atMillis,
            String source,
            Optional<String> who,
            int stage,
            List<String> guard,
            Optional<Float> value,
            Optional<Float> advantage,
            Optional<Boolean> positive,
            Optional<Float> progress) {}

    record Health(String status) {}

    record Failure(String error) {}
}
