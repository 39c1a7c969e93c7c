package dev.fleetrl.contracts;

import java.util.Optional;

/**
 * Who moves the arm, and why.
 *
 * @param holder the operator who holds the lease
 * @param epoch grows at each change of the lease; a command with another epoch is refused
 * @param reason of the last change, such as {@code operator-silent}
 */
public record Authority(ControlMode mode, Optional<OperatorId> holder, long epoch, String reason) {}
