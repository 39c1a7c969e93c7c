package dev.fleetrl.robot;

import dev.fleetrl.robot.control.ChunkExecution;

/**
 * What a site may decide about its robots.
 *
 * @param chunkExecution when the policy is asked for its next chunk
 * @param operatorSilenceMillis an operator who drives and is silent for longer makes the robot hold
 * @param leaseMillis an operator who is silent for longer loses the lease
 * @param policySilenceMillis a policy that takes longer to answer makes the robot hold, once it has nothing more to execute
 * @param firstAnswerMillis the same for an episode's first answer, for which a version may have to be loaded
 * @param awaySteps steps in a row in which nobody acts, after which the episode is ABORTED; an evaluation whose policy is silent fails
 * @param clockToleranceMillis how far the clocks of senders may be off
 * @param reviewEverySteps larger pictures lie beside each so-manieth step; 0 is never
 * @param maxInFlight records under way to the broker
 * @param uploadBytesPerSecond of records; 0 is as much as the network takes
 * @param resendMillis without word of anything stored, records are published again
 */
public record RobotSettings(
        ChunkExecution chunkExecution,
        int operatorSilenceMillis,
        int leaseMillis,
        int policySilenceMillis,
        int firstAnswerMillis,
        int awaySteps,
        int clockToleranceMillis,
        int reviewEverySteps,
        int maxInFlight,
        int uploadBytesPerSecond,
        int resendMillis) {
    /** What the reference configuration says, for tests and studies that do not care. */
    public static final RobotSettings REFERENCE =
            new RobotSettings(ChunkExecution.SYNCHRONOUS, 500, 10_000, 500, 10_000, 600, 1_000, 0, 32, 0, 5_000);

    public RobotSettings {
        positive("operatorSilenceMillis", operatorSilenceMillis);
        positive("leaseMillis", leaseMillis);
        positive("policySilenceMillis", policySilenceMillis);
        positive("firstAnswerMillis", firstAnswerMillis);
        positive("awaySteps", awaySteps);
        positive("maxInFlight", maxInFlight);
        positive("resendMillis", resendMillis);
        if (uploadBytesPerSecond < 0) {
            throw new IllegalArgumentException("uploadBytesPerSecond must be 0 or more, not " + uploadBytesPerSecond);
        }
    }

    public RobotSettings with(ChunkExecution execution) {
        return new RobotSettings(
                execution,
                operatorSilenceMillis,
                leaseMillis,
                policySilenceMillis,
                firstAnswerMillis,
                awaySteps,
                clockToleranceMillis,
                reviewEverySteps,
                maxInFlight,
                uploadBytesPerSecond,
                resendMillis);
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be above 0, not " + value);
        }
    }
}
