package dev.fleetrl.policy.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Steps in which somebody's motion was cut off: the policy's when a person takes over, and the person's when they let go. Half
 * a motion, which says "stand still" of a place where nobody chose to. Nothing is learned from them, and no chunk runs over
 * them. A person's first step stays, though it begins late: it alone shows the decision in the state that asked for it, such as
 * to open fingers that closed on nothing.
 */
public final class Handovers {
    private Handovers() {}

    /** The same steps; those that were cut off belong to nobody. */
    public static List<Acted> unowned(List<Acted> episode) {
        List<Acted> steps = new ArrayList<>();
        for (int i = 0; i < episode.size(); i++) {
            Acted acted = episode.get(i);
            steps.add(isCutOff(episode, i) ? acted.by(SourceKind.HOLD) : acted);
        }
        return steps;
    }

    private static boolean isCutOff(List<Acted> episode, int i) {
        return i + 1 < episode.size()
                && episode.get(i + 1).source() != episode.get(i).source();
    }
}
