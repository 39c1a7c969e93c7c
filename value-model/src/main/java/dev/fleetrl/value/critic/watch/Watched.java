package dev.fleetrl.value.critic.watch;

import java.util.List;

/**
 * One episode for the evaluation of calls.
 *
 * @param scores how urgent a call was at each question, such as seconds without a new best, or how many were made by then
 * @param secondsApart between two questions
 * @param failed whether the episode failed, with nobody's help
 */
public record Watched(List<Double> scores, double secondsApart, boolean failed) {
    public Watched {
        scores = List.copyOf(scores);
    }

    /** The score at its last question; 0 where there was none. */
    public double last() {
        return scores.isEmpty() ? 0 : scores.get(scores.size() - 1);
    }

    /** How long the episode was. */
    double seconds() {
        return scores.size() * secondsApart;
    }

    /** Seconds before the end at which a threshold is first reached; negative where it never is. */
    double leadSeconds(double threshold) {
        for (int i = 0; i < scores.size(); i++) {
            if (scores.get(i) >= threshold) {
                return (scores.size() - 1 - i) * secondsApart;
            }
        }
        return -1;
    }
}
