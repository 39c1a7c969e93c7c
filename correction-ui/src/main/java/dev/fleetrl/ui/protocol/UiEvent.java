package dev.fleetrl.ui.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.ui.people.Right;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a tablet hears; JSON text. Pictures come as binary {@link VideoPacket}s. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = UiEvent.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = UiEvent.Robot.class, name = "robot"),
    @JsonSubTypes.Type(value = UiEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = UiEvent.RobotGone.class, name = "robot-gone"),
    @JsonSubTypes.Type(value = UiEvent.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = UiEvent.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = UiEvent.Refused.class, name = "refused")
})
public sealed interface UiEvent {
    /**
     * The first word, and again when the session is over.
     *
     * @param operator who is signed in at this tablet
     * @param roles what they are
     * @param rights what they may do; the backend refuses the rest, so that a page need only say why
     * @param signIn how one signs in here
     * @param version of the backend; a page of another version asks to be reloaded
     * @param nowMillis the backend's clock, against which the age of a picture is told
     * @param viewDegrees how the main camera sees the robot's base, see the process's configuration
     * @param taskViewDegrees the same for tasks whose main camera stands elsewhere
     */
    record Hello(
            SiteId site,
            Optional<OperatorId> operator,
            List<String> roles,
            List<Right> rights,
            SignIn signIn,
            String version,
            long nowMillis,
            int viewDegrees,
            Map<String, Integer> taskViewDegrees)
            implements UiEvent {}

    /**
     * How one signs in.
     *
     * @param by {@code name}, {@code file} or {@code oidc}
     * @param provider with {@code oidc}: what people call it
     */
    record SignIn(String by, Optional<String> provider) {}

    /**
     * All that is known of one robot. Always whole, so that of two the newer is enough for a tablet on a slow line.
     *
     * @param help the last call for help that nobody has answered
     * @param stale nothing came for longer than three periods, or the agent is not connected; never shown as live
     * @param seenAtMillis when the last state came, by the backend's clock; 0 if none came yet
     */
    record Robot(
            RobotId robot,
            Optional<Birth> birth,
            Optional<Connection> connection,
            Optional<RobotState> state,
            Optional<HelpRequest> help,
            boolean stale,
            long seenAtMillis)
            implements UiEvent {}

    /**
     * How a robot's task got on so far, as the progress critic sees it. Always whole, as {@link Robot}.
     *
     * @param steps of the episode, growing
     * @param values the share of the task that was done then, mostly 0 to 1; as many
     */
    record Progress(RobotId robot, EpisodeId episode, List<Integer> steps, List<Double> values) implements UiEvent {}

    /** Nothing was heard of it for so long that it leaves the wall. */
    record RobotGone(RobotId robot) implements UiEvent {}

    /**
     * The robot's answer to a command of this tablet, or the backend's when the robot kept silent.
     *
     * @param id of the command
     */
    record Answer(RobotId robot, String id, boolean accepted, String reason) implements UiEvent {}

    /** Gives back what a ping carried, so that the tablet can tell the round trip. */
    record Pong(long sentAtMillis, long nowMillis) implements UiEvent {}

    /** A message of this tablet was not understood or not allowed; the connection goes on. */
    record Refused(String reason) implements UiEvent {}
}
