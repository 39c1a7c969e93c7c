package dev.fleetrl.transport;

/** A message was not taken by the broker, or nobody knows whether it was; expected, so it carries no stack trace. */
public final class NotSent extends RuntimeException {
    private final Reason reason;

    public NotSent(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why; only {@code TOO_BIG} is in vain to try again. */
    public enum Reason {
        NOT_CONNECTED,
        TOO_MANY_WAITING,
        TOO_BIG,
        REFUSED,
        CLOSED
    }
}
