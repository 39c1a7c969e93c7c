package dev.fleetrl.value.critic.progress;

/**
 * How progress c between two frames moves the progress v of the whole task (VLAC Eq. 7, and the decoder of its code):
 *
 * <pre>v ← v + c · (1 − v)     for c ≥ 0: c is a share of what remains</pre>
 *
 * <p>The three forms differ in what a step back does.
 */
public enum ValueRecursion {
    /** Eq. 7 as printed, for c of either sign. */
    PAPER {
        @Override
        double back(double v, double c) {
            return v + c * (1 - v);
        }
    },
    /** The exact inverse of the forward map: up to 0.99, c and then −c lead back to where one was, also below 0. */
    EXACT_INVERSE {
        @Override
        double back(double v, double c) {
            return inverse(v, c);
        }
    },
    /** The exact inverse in the upper half, where it falls steeply, but never below 0.1 from there; c · v in the lower. */
    MIX_F {
        @Override
        double back(double v, double c) {
            return v > 0.5 ? Math.max(0.1, inverse(v, c)) : v + v * c;
        }
    };

    private static final double LEAST_TO_GO = 0.01;

    /** A critic that is sure to be back at the start would divide by zero. */
    private static final double MOST_BACK = -0.99;

    /** v after c. */
    public double next(double v, double c) {
        return c > 0 ? v + c * (1 - v) : back(v, Math.max(MOST_BACK, c));
    }

    /** v after c < 0. */
    abstract double back(double v, double c);

    private static double inverse(double v, double c) {
        return 1 - Math.max(1 - v, LEAST_TO_GO) / (1 + c);
    }

    /**
     * v of each frame, from 0 at the first:
     *
     * <pre>v_i = next(v_{i-dt}, c_{i-dt,i}),  where frames before dt are compared with the first</pre>
     *
     * @param deltas c_{max(0, i - dt), i}; shape [T + 1], the first is not read
     * @param stride dt in steps
     */
    public double[] curve(double[] deltas, int stride) {
        double[] v = new double[deltas.length];
        for (int i = 1; i < v.length; i++) {
            v[i] = next(v[Math.max(0, i - stride)], deltas[i]);
        }
        return v;
    }
}
