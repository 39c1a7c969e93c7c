package dev.fleetrl.value.critic.progress;

/**
 * What the critic is to say of two frames of a successful, efficient episode (VLAC Sec. 3.1):
 *
 * <pre>c_{i,i+dt} = dt / (T − i)        c_{i+dt,i} = −c_{i,i+dt}</pre>
 *
 * <p>The share of the <em>remaining</em> task that was achieved between them. It takes progress to be proportional to time,
 * which is why failures and detours are not trained on.
 */
public final class ProgressTarget {
    private ProgressTarget() {}

    /**
     * c from one frame to another, in either order.
     *
     * @param last T, the index of the last frame
     */
    public static double of(int from, int to, int last) {
        int earlier = Math.min(from, to);
        int later = Math.max(from, to);
        if (earlier < 0 || later > last) {
            throw new IllegalArgumentException("frames " + from + " and " + to + " do not lie in 0.." + last);
        }
        if (earlier == later) {
            return 0;
        }
        double share = (double) (later - earlier) / (last - earlier);
        return from < to ? share : -share;
    }
}
