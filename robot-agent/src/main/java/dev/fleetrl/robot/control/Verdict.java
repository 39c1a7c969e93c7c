package dev.fleetrl.robot.control;

/** Whether a command was taken, and why. */
public record Verdict(boolean accepted, String reason) {
    public static Verdict accept(String reason) {
        return new Verdict(true, reason);
    }

    public static Verdict refuse(String reason) {
        return new Verdict(false, reason);
    }
}
