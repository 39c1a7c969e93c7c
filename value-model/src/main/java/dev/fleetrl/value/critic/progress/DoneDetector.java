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
    /** Fewer successes or fewer failures than this say nothing about a rate. */
    int FEWEST = 10;

    /** Nobody may rely on it; {@code reason} says what is missing. */
    record Unusable(String reason) implements DoneDetector {
        @Override
        public Calibrated calibrated() {
            throw new IllegalStateException("the done detector is not calibrated: " + reason);
        }
    }

    /**
     * An episode is done at its first frame whose probability reaches the threshold.
     *
     * @param falsePositives share of the failures in which it fired
     * @param early share of the successes in which it fired before they were done
     * @param recall share of the successes in which it fired rightly
     * @param successes on how many successes the rates stand
     * @param failures on how many failures
     */
    record Calibrated(double threshold, double falsePositives, double early, double recall, int successes, int failures)
            implements DoneDetector {
        @Override
        public Calibrated calibrated() {
            return this;
        }

        public boolean saysDone(double probability) {
            return probability >= threshold;
        }

        private boolean isWithin(double wanted) {
            return falsePositives <= wanted && early <= wanted;
        }
    }

    /** Whoever relies on it asks here; throws {@link IllegalStateException} with the reason before calibration. */
    Calibrated calibrated();

    /**
     * The threshold with the highest recall among those at which it is wrong in at most the stated share of the failures and
     * in at most that share of the successes; one firing an episode, for the frames of one are not independent.
     *
     * @param episodes that neither the critic nor a report has seen
     */
    static DoneDetector calibrate(List<DoneTrace> episodes, double falsePositives) {
        Calibrated never = at(Double.POSITIVE_INFINITY, episodes);
        if (never.successes() < FEWEST || never.failures() < FEWEST) {
            return new Unusable("there are " + never.successes() + " successes and " + never.failures()
                    + " failures to calibrate it on, " + FEWEST + " of each are needed; collect more episodes");
        }
        Calibrated best = never;
        for (DoneTrace candidate : episodes) {
            Calibrated at = at(candidate.highest(), episodes);
            if (at.isWithin(falsePositives) && at.recall() > best.recall()) {
                best = at;
            }
        }
        return best.recall() > 0
                ? best
                : new Unusable("no threshold finds a success with at most " + falsePositives + " false positives on "
                        + episodes.size() + " calibration episodes; train the critic longer");
    }

    /** What this threshold is worth on these episodes. */
    static Calibrated at(double threshold, List<DoneTrace> episodes) {
        int successes = 0;
        int right = 0;
        int early = 0;
        int falsely = 0;
        for (DoneTrace episode : episodes) {
            int frame = episode.firstAtLeast(threshold);
            successes += episode.success() ? 1 : 0;
            right += frame >= 0 && episode.isRightAt(frame) ? 1 : 0;
            early += frame >= 0 && episode.success() && !episode.isRightAt(frame) ? 1 : 0;
            falsely += frame >= 0 && !episode.success() ? 1 : 0;
        }
        int failures = episodes.size() - successes;
        return new Calibrated(
                threshold,
                share(falsely, failures),
                share(early, successes),
                share(right, successes),
                successes,
                failures);
    }

    private static double share(int count, int of) {
        return of == 0 ? 0 : (double) count / of;
    }
}
