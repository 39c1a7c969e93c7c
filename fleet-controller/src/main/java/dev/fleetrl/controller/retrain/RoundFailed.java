package dev.fleetrl.controller.retrain;

/** A round cannot go on; the message is one line that says why. */
public final class RoundFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RoundFailed(String reason) {
        super(reason);
    }
}
