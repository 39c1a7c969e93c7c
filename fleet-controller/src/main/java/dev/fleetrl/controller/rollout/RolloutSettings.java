package dev.fleetrl.controller.rollout;

/**
 * How a version is proven. Fixed before it is; not to be changed while a rollout goes on.
 *
 * @param rounds whether what a round publishes is rolled out where its task has a published version; else it is published at once
 * @param alpha bound on the probability of a wrong promotion, and in each stage of a wrong rollback, however often one looks; within
 *     0 to 1
 * @param margin by how much its success rate may be lower at most, as a difference of rates
 * @param shadowQuestions that it answers before a robot runs it; 0 is none
 * @param shadowMillis 99 % of these are answered within
 * @param patienceMinutes how long it may wait for a server that has it warm, and for answers in shadow
 * @param robots that run canary episodes at the same time; it bounds how many get a bad version before it is known to be bad
 * @param baselinePerCanary episodes of the baseline in a block, beside one of the canary
 * @param mostCanaryEpisodes after which the baseline stays, where the evidence suffices for neither
 * @param mostGuarded episodes that the guard may brake, or in which the policy may be silent, where the baseline has none
 * @param fleetPerBaseline episodes in a block of the version that is published, beside one of the baseline
 * @param fleetEpisodes of the baseline, after which the version is confirmed
 * @param firstSeed of canary episodes; far from the seeds of evaluations
 * @param pace of canary episodes, simulated seconds a second
 */
public record RolloutSettings(
        boolean rounds,
        double alpha,
        double margin,
        int shadowQuestions,
        double shadowMillis,
        double patienceMinutes,
        int robots,
        int baselinePerCanary,
        int mostCanaryEpisodes,
        int mostGuarded,
        int fleetPerBaseline,
        int fleetEpisodes,
        long firstSeed,
        double pace) {
    public RolloutSettings {
        if (!(alpha > 0 && alpha < 1 && margin >= 0 && margin < 1)) {
            throw new IllegalArgumentException("rollout: alpha must be between 0 and 1, margin from 0 to below 1, not "
                    + alpha + " and " + margin);
        }
        if (robots < 1
                || baselinePerCanary < 1
                || fleetPerBaseline < 1
                || mostCanaryEpisodes < 1
                || fleetEpisodes < 1) {
            throw new IllegalArgumentException(
                    "rollout: robots, baselinePerCanary, mostCanaryEpisodes, fleetPerBaseline"
                            + " and fleetEpisodes must be at least 1");
        }
        if (shadowQuestions < 0 || mostGuarded < 0 || pace < 0 || patienceMinutes <= 0) {
            throw new IllegalArgumentException(
                    "rollout: shadowQuestions, mostGuarded and pace must not be negative, and"
                            + " patienceMinutes must be positive");
        }
    }

    /** As in infra/deploy/config. */
    public static RolloutSettings standard(boolean rounds) {
        return new RolloutSettings(rounds, 0.05, 0.05, 50, 500, 30, 8, 4, 1000, 2, 19, 20, 5_000_000, 1);
    }

    /** The same with a margin of its own, and no shadow. */
    public RolloutSettings unseen(double otherMargin, int mostEpisodes) {
        return new RolloutSettings(
                rounds,
                alpha,
                otherMargin,
                0,
                shadowMillis,
                patienceMinutes,
                robots,
                baselinePerCanary,
                mostEpisodes,
                mostGuarded,
                fleetPerBaseline,
                fleetEpisodes,
                firstSeed,
                pace);
    }

    BlockShape canary() {
        return new BlockShape(1, baselinePerCanary, robots);
    }

    BlockShape fleet() {
        return new BlockShape(fleetPerBaseline, 1, Integer.MAX_VALUE);
    }

    long patienceMillis() {
        return Math.round(patienceMinutes * 60_000);
    }
}
