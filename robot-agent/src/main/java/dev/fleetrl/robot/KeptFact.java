package dev.fleetrl.robot;

import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.robot.spool.SpoolException;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A small fact on disk, across restarts. Where the disk does not take it, people are told, and it is tried again. */
final class KeptFact {
    private final Spool spool;
    private final Executor io;
    private final String key;
    private String newest = "";
    private volatile String trouble = "";

    KeptFact(Spool spool, Executor io, String key) {
        this.spool = spool;
        this.io = io;
        this.key = key;
    }

    Optional<String> last() {
        return spool.recall(key);
    }

    /** What {@code io} does after this knows whether it is on disk. */
    void keep(String value) {
        newest = value;
        io.execute(() -> write(value));
    }

    void retry() {
        if (!trouble.isEmpty()) {
            keep(newest);
        }
    }

    /** Why the newest value is not on disk; empty where it is. From any thread. */
    String trouble() {
        return trouble;
    }

    private void write(String value) {
        try {
            spool.remember(key, value);
            trouble = "";
        } catch (SpoolException e) {
            trouble = "not kept on disk: " + e.getMessage();
        }
    }
}
