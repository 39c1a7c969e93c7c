package dev.fleetrl.value.critic.progress;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What may be made of the done head. A probability alone is worth nothing: an independent benchmark saw VLAC's done signal at
 * 34 % accuracy. So it is unusable until episodes that were not trained on have given it a threshold.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DoneDetector.Unusable.class, name = "unusable"),
    @JsonSubTypes.Type(value = DoneDetector.Calibrated.class, name = "calibrated")
})
public sealed interface DoneDetector {
    /** Fewer firings than this say nothing about a precision. */
    int FEWEST_FIRINGS = 10;

    /** Nobody may rely on it; {@code reason} says what is missing. */
    record Unusable(String reason) implements DoneDetector {
        @Override
        public boolean saysDone(double probability) {
            return false;
        }
    }

    /**
     * An episode is done at its first frame whose probability reaches the threshold.
     *
     * @param precision share of the firings that were right, over the calibration episodes
     * @param recall share of the successes in which it fired rightly
     * @param firings on how many firings the precision stands
     */
    record Calibrated(double threshold, double precision, double recall, int firings) implements DoneDetector {
        @Override
        public boolean saysDone(double probability) {
            return probability >= threshold;
        }
    }

    /** Never true before calibration. */
    boolean saysDone(double probability);

    /**
     * The threshold with the highest recall among those that reach the wanted precision; one firing an episode, for the
     * frames of one are not independent.
     *
     * @param episodes that neither the critic nor a report has seen
     */
    static DoneDetector calibrate(List<DoneTrace> episodes, double wantedPrecision) {
        DoneDetector best = new Unusable("no threshold reaches precision " + wantedPrecision + " with at least "
                + FEWEST_FIRINGS + " firings on " + episodes.size() + " calibration episodes; collect more episodes");
        double recall = 0;
        for (DoneTrace candidate : episodes) {
            Calibrated at = at(candidate.highest(), episodes);
            boolean counts = at.firings() >= FEWEST_FIRINGS && at.precision() >= wantedPrecision;
            if (counts && at.recall() > recall) {
                best = at;
                recall = at.recall();
            }
        }
        return best;
    }

    /** What this threshold is worth on these episodes. */
    static Calibrated at(double threshold, List<DoneTrace> episodes) {
        int firings = 0;
        int right = 0;
        long successes = episodes.stream().filter(DoneTrace::success).count();
        for (DoneTrace episode : episodes) {
            int frame = episode.firstAtLeast(threshold);
            if (frame >= 0) {
                firings++;
                right += episode.isRightAt(frame) ? 1 : 0;
            }
        }
        return new Calibrated(
                threshold,
                firings == 0 ? 0 : (double) right / firings,
                successes == 0 ? 0 : (double) right / successes,
                firings);
    }
}
