package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.Interval;
import java.util.Optional;

/**
 * One point of a learning curve: what a version can do, and what people have put into it.
 *
 * @param round 0 for one that began with no version and learned from nobody's practice; else one more than the latest from which it
 *     started, or whose practice it learned from
 * @param madeBy the round that made it; absent where it came from elsewhere
 * @param recipe absent while it is not registered
 * @param episodes with a verdict, in the cohort; so are successes, rate and throughput
 * @param demonstrationMinutes of the episodes that it and its line learned from
 * @param correctionMinutes in which people drove in them
 * @param resetMinutes before them, where measured; by a person or a script, so they count as nobody's effort
 * @param practiceEpisodes that it ran itself, with a verdict
 * @param practiceSuccesses autonomous ones of these
 * @param practiceMinutes in which people drove in these
 * @param returnOnEffort practice successes / (1 + practice seconds in which people drove), Fleet-DAgger's; absent without practice.
 *     Nobody measures how long a person takes to reach the robot.
 */
public record LearningRow(
        PolicyVersion version,
        TaskId task,
        Cohort cohort,
        int round,
        Optional<RoundId> madeBy,
        Optional<PolicyVersion> parent,
        Optional<String> recipe,
        int episodes,
        int successes,
        double successRate,
        Interval successInterval,
        double throughputPerHour,
        Optional<Interval> throughputInterval,
        double demonstrationMinutes,
        double correctionMinutes,
        double resetMinutes,
        int practiceEpisodes,
        int practiceSuccesses,
        double practiceMinutes,
        Optional<Double> returnOnEffort) {}
