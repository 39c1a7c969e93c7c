package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.Interval;
import java.util.Optional;

/**
 * How one policy does one task in one cohort.
 *
 * @param episodes with a verdict; aborted and abandoned ones are counted apart
 * @param successes autonomous ones: nobody helped
 * @param assisted episodes in which a person corrected, whatever came of them
 * @param aborted episodes without a verdict
 * @param successInterval Wilson's, 95 %
 * @param throughputPerHour autonomous successes an hour of robot time in episodes
 * @param throughputInterval of the ratio of sums, 95 %; absent below two episodes
 * @param grossPerHour the same with what resets and waiting for labels took; absent unless each episode's were measured
 * @param interventions runs of corrections by people
 * @param help how much people helped
 * @param medianSeconds of the autonomous successes; to be read with the throughput only, for who fails the slow cases looks fast
 * @param p90Seconds of the autonomous successes
 * @param trainSeconds what training this version took; absent while the version is not registered
 */
public record ThroughputRow(
        PolicyVersion version,
        TaskId task,
        Cohort cohort,
        int episodes,
        int successes,
        int assisted,
        int aborted,
        double successRate,
        Interval successInterval,
        double throughputPerHour,
        Optional<Interval> throughputInterval,
        Optional<Double> grossPerHour,
        int interventions,
        int correctionSteps,
        Assistance help,
        Optional<Double> medianSeconds,
        Optional<Double> p90Seconds,
        Optional<Double> trainSeconds,
        Optional<String> recipe) {}
