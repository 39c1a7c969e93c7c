package dev.fleetrl.contracts;

/**
 * What an operator's hands ask for; the latest wins.
 *
 * @param epoch of the lease that the operator was given
 * @param sequence grows by one a message
 * @param ttlMillis how long it counts; afterwards the robot stands
 * @param enable true while the hold-to-run control is pressed
 * @param twist wanted tool velocity in the base frame, m/s and rad/s; shape [6]
 * @param gripper -1 close, +1 open, 0 as it is
 */
public record TeleopCommand(
        OperatorId operator,
        long epoch,
        long sequence,
        long issuedAtMillis,
        int ttlMillis,
        boolean enable,
        Vec twist,
        float gripper) {}
