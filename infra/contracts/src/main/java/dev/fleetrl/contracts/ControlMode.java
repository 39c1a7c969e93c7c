package dev.fleetrl.contracts;

/** Who moves the arm; owned by the robot's agent. */
public enum ControlMode {
    /** The episode's driver: the policy or a demonstrator. */
    AUTONOMOUS,
    /** Nobody. The pose is held. */
    HOLD,
    /** An operator holds the lease but has not yet moved. */
    ALIGN,
    /** An operator. */
    HUMAN,
    /** Nobody, latched: only a person clears it, and clearing leads to HOLD. */
    STOPPED
}
