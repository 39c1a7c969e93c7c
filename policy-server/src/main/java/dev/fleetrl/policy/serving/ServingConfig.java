package dev.fleetrl.policy.serving;

import dev.fleetrl.policy.batching.BatchQueue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How a policy server answers.
 *
 * @param warmPolicies versions that stay loaded; those that robots are asking are never given up for another
 * @param workers batches that run beside one another; one thread of the CPU each
 * @param windowMillis how long a question may wait for company
 * @param maxBatch rows of one batch: questions, or their candidates
 * @param maxWaiting questions in the queue; more are turned away
 * @param deadlineMillis after which an answer is of no use to those who do not say
 * @param loadingMillis the same while the version still loads
 * @param trustedKeys files of those who may have signed what is loaded; without any it is not checked
 */
public record ServingConfig(
        int warmPolicies,
        int workers,
        int windowMillis,
        int maxBatch,
        int maxWaiting,
        int deadlineMillis,
        int loadingMillis,
        Optional<List<String>> trustedKeys) {
    public ServingConfig {
        boolean positive = warmPolicies >= 1
                && workers >= 1
                && maxBatch >= 1
                && maxWaiting >= 1
                && deadlineMillis >= 1
                && loadingMillis >= 1;
        if (!positive || windowMillis < 0) {
            throw new IllegalArgumentException("serving: all numbers must be at least 1 (windowMillis: 0)");
        }
    }

    /** How long an answer is of use to who does not say, by whether its version is loaded. */
    long withinMillis(boolean isLoaded) {
        return isLoaded ? deadlineMillis : Math.max(loadingMillis, deadlineMillis);
    }

    BatchQueue.Limits limits() {
        return new BatchQueue.Limits(TimeUnit.MILLISECONDS.toNanos(windowMillis), maxBatch, maxWaiting, workers);
    }
}
