package dev.fleetrl.controller.retrain.external;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an external trainer is told, in {@code job.json}. Paths are below the data folder. Only ever more fields: trainers of
 * others read it.
 *
 * @param parent the policy that it should start from
 * @param steps gradient steps that the round asked for
 * @param settings of the recipe, as the round names them
 * @param labelRun whose labels lie beside the episodes
 * @param embodiment of the robots; they are all of one kind
 * @param output folder for what it makes
 * @param result file that says what it made
 */
record ExternalJob(
        String schema,
        PolicyVersion version,
        Optional<PolicyVersion> parent,
        String recipe,
        List<TaskId> tasks,
        int steps,
        long seed,
        Map<String, Double> settings,
        SnapshotId snapshot,
        Optional<LabelRunId> labelRun,
        Embodiment embodiment,
        List<Episode> episodes,
        String output,
        String result) {
    static final String SCHEMA = "fleetrl-training/1";

    /** What a robot sees and does at each step. */
    record Embodiment(List<String> cameras, int proprioceptionSize, int actionSize, int hz) {}

    /**
     * One episode.
     *
     * @param driver who acted unless a person took over
     * @param outcome as people judge it now; the file may say otherwise
     * @param sha256 of the file's bytes
     * @param rowsSha256 by which FleetRL knows the episode
     * @param labels its label side-car
     * @param progress its progress side-car
     */
    record Episode(
            EpisodeId episode,
            TaskId task,
            RobotId robot,
            CollectionId collection,
            ActionSource driver,
            String instruction,
            Outcome outcome,
            int steps,
            int correctionSteps,
            String file,
            String sha256,
            String rowsSha256,
            Optional<String> labels,
            Optional<String> progress) {}
}
