package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a robot is told; sent once, never retained, refused after it has expired. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Command.RunEpisode.class, name = "run-episode"),
    @JsonSubTypes.Type(value = Command.TakeOver.class, name = "take-over"),
    @JsonSubTypes.Type(value = Command.HandBack.class, name = "hand-back"),
    @JsonSubTypes.Type(value = Command.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = Command.Hold.class, name = "hold"),
    @JsonSubTypes.Type(value = Command.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = Command.ClearStop.class, name = "clear-stop"),
    @JsonSubTypes.Type(value = Command.Judge.class, name = "judge"),
    @JsonSubTypes.Type(value = Command.PauseRecording.class, name = "pause-recording"),
    @JsonSubTypes.Type(value = Command.ResumeRecording.class, name = "resume-recording"),
    @JsonSubTypes.Type(value = Command.Watch.class, name = "watch")
})
public sealed interface Command {
    Header header();

    /** Id (for the answer) and life time of a command, by the sender's clock. */
    record Header(String id, long issuedAtMillis, long expiresAtMillis) {}

    /** Run exactly one episode. Refused unless the robot waits for one. */
    record RunEpisode(Header header, EpisodePlan plan) implements Command {}

    /** Give the operator the lease: HOLD, then ALIGN. Refused while another operator holds it. */
    record TakeOver(Header header, OperatorId operator) implements Command {}

    /** Give up the lease; leads to HOLD. */
    record HandBack(Header header, OperatorId operator, long epoch) implements Command {}

    /** Let the episode's driver act again; from HOLD only, while nobody holds the lease. */
    record Resume(Header header, OperatorId operator) implements Command {}

    record Hold(Header header, OperatorId operator) implements Command {}

    /** Software protective stop, latched; anyone may, and no lease is needed. It is not an emergency stop. */
    record Stop(Header header, OperatorId operator) implements Command {}

    /** Clears the latch; leads to HOLD. */
    record ClearStop(Header header, OperatorId operator) implements Command {}

    /** A person's verdict ends the running episode. */
    record Judge(Header header, OperatorId operator, Outcome outcome) implements Command {}

    /** From now on nothing is recorded, latched; the running episode is ABORTED. Never too late, and anyone may. */
    record PauseRecording(Header header, OperatorId operator) implements Command {}

    /** Ends the pause; where a person or a script lays out scenes, a person then lets the robot go on. */
    record ResumeRecording(Header header, OperatorId operator) implements Command {}

    /** Send video of all cameras until the command expires, renewed while somebody watches; for less than 500 ms, one picture of the first. */
    record Watch(Header header) implements Command {}
}
