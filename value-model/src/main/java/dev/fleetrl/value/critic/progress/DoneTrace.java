package dev.fleetrl.value.critic.progress;

import dev.fleetrl.contracts.Vec;

/**
 * What the done head said over one episode.
 *
 * @param probabilities of each frame; shape [T + 1]
 */
public record DoneTrace(Vec probabilities, boolean success) {
    /** The frame at which a detector with this threshold first says done; -1 where it never does. */
    int firstAtLeast(double threshold) {
        for (int i = 0; i < probabilities.size(); i++) {
            if (probabilities.at(i) >= threshold) {
                return i;
            }
        }
        return -1;
    }

    /** Whether saying done at this frame is right: in the part of a success that is not labelled unfinished. */
    boolean isRightAt(int frame) {
        return success && DoneLabel.of(frame, probabilities.size() - 1) != DoneLabel.INCOMPLETE;
    }

    double highest() {
        double highest = 0;
        for (float p : probabilities.toArray()) {
            highest = Math.max(highest, p);
        }
        return highest;
    }
}
