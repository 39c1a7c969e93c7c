package dev.fleetrl.simulation;

/** One start of a task, in its world. It sees the true state of all things, which no camera shows. */
public interface Attempt {
    String instruction();

    /** How far it has come. A function of the world's state alone. */
    Assessment assess();

    /** The failure's code if it makes no more headway now. */
    default String stallReason() {
        return "stalled";
    }

    /** Where an expert would move the tool now, from whatever state things are in. */
    Goal goal();
}
