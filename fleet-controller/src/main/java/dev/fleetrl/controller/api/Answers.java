package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.HelpTicket;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.controller.allocation.CollectionProgress;
import dev.fleetrl.controller.metrics.CalibrationTable;
import dev.fleetrl.controller.metrics.EndingRow;
import dev.fleetrl.controller.metrics.GeneralisationRow;
import dev.fleetrl.controller.metrics.LearningRow;
import dev.fleetrl.controller.metrics.ThroughputRow;
import dev.fleetrl.controller.registry.PolicyView;
import dev.fleetrl.controller.registry.RoundView;
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

    record Help(List<HelpTicket> tickets) {}

    record LabelRuns(List<LabelRecord> runs) {}

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

    /** @param next to be given as {@code after} for the following page; absent on the last one */
    record Episodes(List<EpisodeManifest> episodes, Optional<String> next) {}

    /**
     * One episode, step by step.
     *
     * @param labels the label run whose values the steps show; absent where the episode has none
     */
    record Episode(EpisodeManifest manifest, List<String> cameras, Optional<String> labels, List<StepLine> steps) {}

    /**
     * A step without its pictures and numbers.
     *
     * @param source {@code policy}, {@code correction}, {@code demonstration} or {@code hold}
     * @param value V, normalised
     * @param positive the improvement indicator
     */
    record StepLine(
            int index,
            long atMillis,
            String source,
            int stage,
            Optional<Float> value,
            Optional<Float> advantage,
            Optional<Boolean> positive) {}

    record Health(String status) {}

    record Failure(String error) {}
}
