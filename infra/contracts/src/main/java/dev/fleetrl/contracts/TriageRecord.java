package dev.fleetrl.contracts;

import java.util.List;
import java.util.Optional;

/**
 * A ticket of the queue for help has changed.
 *
 * @param ticket as it is since, or was last
 * @param by who did it; absent where nobody did
 * @param queue all that were open at a claim, in the order of help, with their scores: what an order is worth can only be told if it
 *     is known whom it passed over; empty otherwise
 */
public record TriageRecord(
        HelpTicket ticket, Change change, Optional<OperatorId> by, List<HelpTicket> queue, long atMillis) {
    /** What happened. */
    public enum Change {
        OPENED,
        /** The robot calls for another reason. */
        CHANGED,
        CLAIMED,
        /** The claim ran out, or was given up. */
        RELEASED,
        ESCALATED,
        TAKEN,
        /** Who held the robot let it go, and it still needs somebody. */
        REOPENED,
        RESOLVED,
        /** It is over without anybody. */
        CANCELLED
    }

    public TriageRecord {
        queue = List.copyOf(queue);
    }
}
