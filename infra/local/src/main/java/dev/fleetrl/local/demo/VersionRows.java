package dev.fleetrl.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.NewcombeDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the site's throughput figures to the demo's table. */
final class VersionRows {
    private VersionRows() {}

    /**
     * One row for each version, the first being the base that the others are compared with. Success and throughput are of the
     * evaluation, interventions and corrections of the practice.
     */
    static List<VersionRow> of(JsonNode throughput, String task, List<PolicyVersion> versions) {
        List<VersionRow> rows = new ArrayList<>();
        for (PolicyVersion version : versions) {
            JsonNode evaluation = find(throughput, task, version, "EVALUATION");
            JsonNode practice = find(throughput, task, version, "TRAIN");
            rows.add(row(task, version, evaluation, practice, rows.stream().findFirst()));
        }
        return rows;
    }

    /** Of a version that was rolled out; its episodes are those of the canary. */
    static VersionRow ofRollout(JsonNode rollout, String recipe) {
        JsonNode candidate = rollout.at("/canary/candidate");
        int episodes = candidate.path("episodes").asInt();
        int successes = candidate.path("successes").asInt();
        return new VersionRow(
                rollout.path("version").asText(),
                rollout.path("task").asText(),
                recipe,
                episodes,
                successes,
                0,
                episodes == 0 ? 0 : (double) successes / episodes,
                episodes == 0 ? List.of(0.0, 1.0) : interval(candidate.path("successInterval")),
                candidate.path("throughputPerHour").asDouble(),
                Optional.of(candidate.path("throughputInterval"))
                        .filter(JsonNode::isArray)
                        .map(VersionRows::interval),
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(rollout.path("stage").asText() + ": "
                        + rollout.path("reason").asText()));
    }

    private static JsonNode find(JsonNode throughput, String task, PolicyVersion version, String cohort) {
        for (JsonNode row : throughput.path("rows")) {
            if (row.path("task").asText().equals(task)
                    && row.path("version").asText().equals(version.value())
                    && row.path("cohort").asText().equals(cohort)) {
                return row;
            }
        }
        return MissingNode.getInstance();
    }

    private static VersionRow row(
            String task, PolicyVersion version, JsonNode evaluation, JsonNode practice, Optional<VersionRow> base) {
        int episodes = evaluation.path("episodes").asInt();
        int successes = evaluation.path("successes").asInt();
        return new VersionRow(
                version.value(),
                task,
                evaluation.path("recipe").asText("-"),
                episodes,
                successes,
                evaluation.path("assisted").asInt(),
                evaluation.path("successRate").asDouble(),
                interval(evaluation.path("successInterval")),
                evaluation.path("throughputPerHour").asDouble(),
                Optional.of(evaluation.path("throughputInterval"))
                        .filter(JsonNode::isArray)
                        .map(VersionRows::interval),
                practice.path("episodes").asInt(),
                practice.path("interventions").asInt(),
                practice.path("correctionSteps").asInt(),
                evaluation.path("trainSeconds").asDouble(),
                base.map(b -> (double) successes / episodes - b.successRate()),
                base.map(b -> NewcombeDifference.of(successes, episodes, b.successes(), b.episodes()))
                        .map(VersionRows::list),
                Optional.empty());
    }

    private static List<Double> interval(JsonNode interval) {
        return List.of(interval.path(0).asDouble(), interval.path(1).asDouble());
    }

    private static List<Double> list(Interval interval) {
        return List.of(interval.low(), interval.high());
    }
}
