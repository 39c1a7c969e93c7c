package dev.fleetrl.policy.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Steps during which the arm changed hands. A person presses or lets go in the middle of a step, and cuts the policy's off:
 * half a motion, which says "stand still" of a place where nobody chose to. Nothing is learned from them, and no chunk runs
 * over them.
 */
public final class Handovers {
    private Handovers() {}

    /** The same steps; those with a handover belong to nobody. */
    public static List<Acted> unowned(List<Acted> episode) {
        List<Acted> steps = new ArrayList<>();
        for (int i = 0; i < episode.size(); i++) {
            Acted acted = episode.get(i);
            steps.add(isHandover(episode, i) ? new Acted(acted.executed(), acted.intended(), SourceKind.HOLD) : acted);
        }
        return steps;
    }

    private static boolean isHandover(List<Acted> episode, int i) {
        SourceKind own = episode.get(i).source();
        boolean ends = i + 1 < episode.size() && episode.get(i + 1).source() != own;
        boolean begins = i > 0 && episode.get(i - 1).source() != own;
        return ends || (begins && own == SourceKind.CORRECTION);
    }
}
