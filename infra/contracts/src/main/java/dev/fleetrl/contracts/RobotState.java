package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * One view of one robot, 2 to 5 times a second. Older than three periods means stale, and is never shown as live.
 *
 * @param sequence grows by one a message; a gap is counted
 * @param readyForEpisode true while the robot waits for a plan
 * @param episode the one it is in
 * @param activity absent where the agent is too old to say
 * @param recording whether an episode is being kept, or pictures leave the robot for people; absent like activity
 * @param toolPose measured tool position (m) and rotation vector (rad) in the base frame; shape [6]
 * @param gripper measured opening, -1 closed to +1 open
 * @param spooled records that are not yet known to be stored
 * @param warnings what a person should know, such as a disk that fills
 * @param ahead while somebody looks on and the episode's policy does not act: where the tool stands and where the policy would move it, step by step; positions (m) in
 *     the base frame, each of shape [3]; nothing of it is executed
 */
public record RobotState(
        RobotId robot,
        String session,
        long sequence,
        long atMillis,
        Authority authority,
        boolean readyForEpisode,
        Optional<EpisodeProgress> episode,
        Vec toolPose,
        float gripper,
        long spooled,
        List<String> warnings,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Activity> activity,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Boolean> recording,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<Vec>> ahead) {
    public boolean isAt(Activity what) {
        return activity.filter(what::equals).isPresent();
    }
}
