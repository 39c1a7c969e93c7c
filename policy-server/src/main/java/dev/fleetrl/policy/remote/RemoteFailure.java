package dev.fleetrl.policy.remote;

/** Another policy server did not answer as it must; the message is one line, and goes on from "the policy server at …". */
final class RemoteFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isAway;

    /** @param isAway whether nobody else would be answered either, so that it is left alone for a while */
    RemoteFailure(String reason, boolean isAway) {
        super(reason);
        this.isAway = isAway;
    }

    boolean isAway() {
        return isAway;
    }
}
