package dev.fleetrl.robot.policy;

/** The policy server has no time for a question now; it may be asked again. */
public final class PolicyBusyException extends Exception {
    public PolicyBusyException(String reason) {
        super(reason);
    }
}
