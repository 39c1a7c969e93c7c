package dev.fleetrl.controller.allocation.operators;

/**
 * How long robots wait for people when calls come at random: M/M/c.
 *
 * @param offered a, calls a second times seconds a call takes (Erlang)
 * @param people c
 */
public record ErlangC(double offered, int people) {
    private static final double SECONDS_PER_HOUR = 3600;

    public ErlangC {
        if (!(offered >= 0) || people < 1) {
            throw new IllegalArgumentException(
                    "a load of " + offered + " Erlang on " + people + " people cannot be computed");
        }
    }

    /** Of so many calls an hour that take so long each. */
    public static ErlangC of(double callsPerHour, double serviceSeconds, int people) {
        return new ErlangC(callsPerHour / SECONDS_PER_HOUR * serviceSeconds, people);
    }

    /** ρ; at 1 and above the queue grows without end. */
    public double utilisation() {
        return offered / people;
    }

    /** C(c, a), from Erlang B by its recursion: {@code B_k = a B_(k-1) / (k + a B_(k-1))}. 1 where the queue grows without end. */
    public double probabilityOfWaiting() {
        if (utilisation() >= 1) {
            return 1;
        }
        double blocked = 1;
        for (int k = 1; k <= people; k++) {
            blocked = offered * blocked / (k + offered * blocked);
        }
        return blocked / (1 - utilisation() * (1 - blocked));
    }

    /** Over all calls, those that do not wait included; infinite where the queue grows without end. */
    public double meanWaitSeconds(double serviceSeconds) {
        return utilisation() >= 1
                ? Double.POSITIVE_INFINITY
                : probabilityOfWaiting() * serviceSeconds / (people - offered);
    }
}
