package dev.fleetrl.policy.serving;

/** A version cannot be served; the message is one line for whoever asked for it. */
public final class PolicyUnavailableException extends Exception {
    public PolicyUnavailableException(String reason) {
        super(reason);
    }

    public PolicyUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
