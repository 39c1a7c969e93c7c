package dev.fleetrl.simulation;

import java.util.List;
import java.util.Optional;

/** One start of a task, in its world. It sees the true state of all things, which no camera shows. */
public interface Attempt {
    String instruction();

    /** How far it has come. A function of the world's state alone. */
    Assessment assess();

    /** The failure's code if it makes no more headway now. */
    default String stallReason() {
        return "stalled";
    }

    /** The instruction in other words: nearly the same, and quite different; empty if there are none. */
    default List<String> rephrasings() {
        return List.of();
    }

    /** What the task is about, if that is one loose thing. */
    default Optional<TaskObject> object() {
        return Optional.empty();
    }

    /** Where an expert would move the tool now, from whatever state things are in. */
    Goal goal();
}
