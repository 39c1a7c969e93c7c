package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * The robot's answer to a command.
 *
 * @param reason in words for a person
 * @param refusal why not, where machines count it
 */
public record CommandResult(
        RobotId robot,
        String id,
        boolean accepted,
        String reason,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Refusal> refusal) {
    /** Reasons that say something of a site. */
    public enum Refusal {
        /** It came too late, or clocks differ. */
        EXPIRED,
        /** Somebody else holds the robot. */
        HELD
    }

    public CommandResult(RobotId robot, String id, boolean accepted, String reason) {
        this(robot, id, accepted, reason, Optional.empty());
    }
}
