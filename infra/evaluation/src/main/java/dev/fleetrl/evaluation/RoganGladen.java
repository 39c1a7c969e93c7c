package dev.fleetrl.evaluation;

/** The true rate behind a classifier that errs (Rogan and Gladen, 1978): report it next to the raw one. */
public final class RoganGladen {
    private RoganGladen() {}

    /**
     * {@code (p_obs + sp - 1) / (se + sp - 1)}, cut to [0, 1].
     *
     * @param observed the rate that the classifier reports
     * @param sensitivity se: share of true successes that it calls so
     * @param specificity sp: share of true failures that it calls so
     */
    public static double corrected(double observed, double sensitivity, double specificity) {
        double informedness = sensitivity + specificity - 1;
        if (!(informedness > 0)) {
            throw new IllegalArgumentException("a classifier with sensitivity " + sensitivity + " and specificity "
                    + specificity + " is no better than chance; nothing can be corrected");
        }
        return Math.max(0, Math.min(1, (observed + specificity - 1) / informedness));
    }

    /** The same for both ends; the error of se and sp themselves is not in it. */
    public static Interval corrected(Interval observed, double sensitivity, double specificity) {
        return new Interval(
                corrected(observed.low(), sensitivity, specificity),
                corrected(observed.high(), sensitivity, specificity));
    }
}
