package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.TaskObject;
import java.util.List;

/**
 * What an attempt is told.
 *
 * @param words the instruction, and how else it could be said: nearly so, and quite differently
 * @param object what it is about
 */
record Briefing(List<String> words, TaskObject object) {
    String instruction() {
        return words.get(0);
    }

    List<String> rephrasings() {
        return words.subList(1, words.size());
    }
}
