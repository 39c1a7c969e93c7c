package dev.fleetrl.contracts;

import java.util.List;

/**
 * A ticket of the queue for help has changed.
 *
 * @param ticket as it is since, or was last
 * @param queue all that were open at a claim, in the order of help, with their scores: what an order is worth can only be told if it
 *     is known whom it passed over; empty otherwise
 */
public record TriageRecord(HelpTicket ticket, Change change, List<HelpTicket> queue, long atMillis) {
    /** What happened. */
    public enum Change {
        OPENED,
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
