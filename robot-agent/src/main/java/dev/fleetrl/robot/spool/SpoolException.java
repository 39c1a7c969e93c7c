package dev.fleetrl.robot.spool;

/** The spool's file cannot be used; the message says which and what to do. */
public final class SpoolException extends RuntimeException {
    SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
