package dev.fleetrl.policy.condition;

/**
 * How strongly the indicator steers the flow (π*0.6, Eq. 13):
 *
 * <pre>v = v_u + β · (v_c − v_u)</pre>
 *
 * <p>β = 1 is the conditional flow itself, and needs no second branch; 1.5 to 2.5 sharpens it; more makes motions rash.
 */
public record Guidance(double beta) {
    public static final Guidance PLAIN = new Guidance(1);
    private static final double MAX = 5;

    public Guidance {
        if (!(beta >= 0 && beta <= MAX)) {
            throw new IllegalArgumentException("beta " + beta + " is not within 0 to " + MAX);
        }
    }

    public boolean isPlain() {
        return beta == 1;
    }
}
