package dev.fleetrl.contracts;

import java.util.List;
import java.util.Optional;

/**
 * Somebody asked for something that changes what robots or policies do, or signed in.
 *
 * @param id of the record: one that was sent twice counts once
 * @param operator who; {@code somebody} where nobody had signed in
 * @param roles what they were then, such as {@code OPERATOR}
 * @param action such as {@code take-over}, {@code drive-end}, {@code publish}, {@code sign-in}
 * @param subject what it is about, where that is no robot, such as {@code policies/v2}
 * @param episode what ran on the robot then
 * @param step where that episode was, so that its video can be opened there
 * @param accepted whether the robot, or the site, did it; nothing where no answer came in time, and nobody knows
 * @param reason why not, or what there is to tell
 */
public record AuditRecord(
        String id,
        long atMillis,
        OperatorId operator,
        List<String> roles,
        String action,
        Optional<String> subject,
        Optional<RobotId> robot,
        Optional<EpisodeId> episode,
        Optional<Integer> step,
        Optional<Boolean> accepted,
        String reason) {
    public AuditRecord {
        roles = List.copyOf(roles);
    }
}
