package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.Interval;

/**
 * How often episodes ended so.
 *
 * @param reason a code, such as {@code time-out}
 * @param episodes that ended so
 * @param of all episodes, those without a verdict too
 * @param share of all
 * @param shareInterval Wilson's, 95 %
 */
public record EndingRow(
        PolicyVersion version,
        TaskId task,
        Cohort cohort,
        Outcome outcome,
        String reason,
        int episodes,
        int of,
        double share,
        Interval shareInterval) {}
