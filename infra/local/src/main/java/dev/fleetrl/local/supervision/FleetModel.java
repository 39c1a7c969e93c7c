package dev.fleetrl.local.supervision;

import java.util.random.RandomGenerator;

/**
 * What the simulated fleet is like. Sizes and human times are those of Fleet-DAgger's benchmark (100 robots, 10 people, 10,005 steps,
 * at least 5 steps of help, 5 of a hard reset), with a step of a second.
 *
 * @param workSeconds of headway until a robot succeeds
 * @param limitSeconds after which an attempt is a failure
 * @param leastAstray chance a second of the best robot to go astray, of the worst {@code mostAstray}; log-uniform between them
 * @param recovers chance a second that who went astray finds back alone
 * @param breaks chance a second that who went astray cannot go on any more
 * @param apart how far the noisy view of a robot that went astray lies from that of one that did not, in standard deviations
 * @param leastHelpSeconds that a person stays, also where nothing is wrong; to {@code mostHelpSeconds} where something is
 */
record FleetModel(
        int robots,
        int people,
        int seconds,
        int workSeconds,
        int limitSeconds,
        double leastAstray,
        double mostAstray,
        double recovers,
        double breaks,
        double apart,
        int leastHelpSeconds,
        int mostHelpSeconds,
        int resetSeconds) {
    /** 1.53 standard deviations are an area of 0.86 under the ROC curve, which is what the progress critic has on {@code insert}. */
    private static final double CRITIC = 1.53;

    static final FleetModel STANDARD =
            new FleetModel(100, 10, 10_005, 30, 120, 1 / 600.0, 1 / 60.0, 1 / 20.0, 1 / 60.0, CRITIC, 5, 15, 5);

    FleetModel with(int otherRobots, int otherPeople, int otherSeconds) {
        return new FleetModel(
                otherRobots,
                otherPeople,
                otherSeconds,
                workSeconds,
                limitSeconds,
                leastAstray,
                mostAstray,
                recovers,
                breaks,
                apart,
                leastHelpSeconds,
                mostHelpSeconds,
                resetSeconds);
    }

    double astray(RandomGenerator random) {
        return leastAstray * Math.pow(mostAstray / leastAstray, random.nextDouble());
    }

    int helpSeconds(RandomGenerator random) {
        return random.nextInt(leastHelpSeconds, mostHelpSeconds + 1);
    }
}
