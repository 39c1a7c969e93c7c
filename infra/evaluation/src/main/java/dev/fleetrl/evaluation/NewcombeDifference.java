package dev.fleetrl.evaluation;

/** Newcombe's hybrid 95 % interval of the difference of two success rates. */
public final class NewcombeDifference {
    private NewcombeDifference() {}

    /** Answers the interval of {@code p1 - p0}: a lower end above 0 says that the first is better. */
    public static Interval of(int successes1, int trials1, int successes0, int trials0) {
        double p1 = new Trials(successes1, trials1).rate();
        double p0 = new Trials(successes0, trials0).rate();
        Interval one = WilsonInterval.of(successes1, trials1);
        Interval zero = WilsonInterval.of(successes0, trials0);
        double d = p1 - p0;
        return new Interval(
                d - Math.hypot(p1 - one.low(), zero.high() - p0), d + Math.hypot(one.high() - p1, p0 - zero.low()));
    }
}
