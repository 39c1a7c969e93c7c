package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What an operator's hands ask for; the latest wins.
 *
 * @param epoch of the lease that the operator was given
 * @param sequence grows by one a message
 * @param ttlMillis how long it counts; afterwards the robot stands
 * @param enable true while the hold-to-run control is pressed
 * @param twist wanted tool velocity in the base frame, m/s and rad/s; shape [6]
 * @param gripper -1 close, +1 open, 0 as it is
 * @param rewind wanted speed back along the way that the tool came, m/s; it counts in place of the twist
 */
public record TeleopCommand(
        OperatorId operator,
        long epoch,
        long sequence,
        long issuedAtMillis,
        int ttlMillis,
        boolean enable,
        Vec twist,
        float gripper,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> rewind) {
    /** Forward. */
    public TeleopCommand(
            OperatorId operator,
            long epoch,
            long sequence,
            long issuedAtMillis,
            int ttlMillis,
            boolean enable,
            Vec twist,
            float gripper) {
        this(operator, epoch, sequence, issuedAtMillis, ttlMillis, enable, twist, gripper, Optional.empty());
    }
}
