package dev.fleetrl.robot.control;

import dev.fleetrl.contracts.CommandResult;
import java.util.Optional;

/** Whether a command was taken, and why. */
public record Verdict(boolean accepted, String reason, Optional<CommandResult.Refusal> refusal) {
    public static Verdict accept(String reason) {
        return new Verdict(true, reason, Optional.empty());
    }

    public static Verdict refuse(String reason) {
        return new Verdict(false, reason, Optional.empty());
    }

    /** The same, for a reason that is counted. */
    public static Verdict refuse(CommandResult.Refusal refusal, String reason) {
        return new Verdict(false, reason, Optional.of(refusal));
    }
}
