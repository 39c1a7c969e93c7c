package dev.fleetrl.ui.people;

import dev.fleetrl.contracts.AuditRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Records of who did what that wait for the controller, in order; refused ones make room for others where there are too many. */
public final class Untold {
    public static final int MOST = 10_000;

    private final Deque<AuditRecord> records = new ArrayDeque<>();

    /** What is lost by it, if anything. */
    public Optional<AuditRecord> add(AuditRecord record) {
        Optional<AuditRecord> lost = Optional.empty();
        if (records.size() == MOST) {
            lost = records.stream()
                    .filter(waiting -> waiting.accepted().equals(Optional.of(false)))
                    .findFirst()
                    .or(this::next);
            lost.ifPresent(this::remove);
        }
        records.addLast(record);
        return lost;
    }

    /** The oldest. */
    public Optional<AuditRecord> next() {
        return Optional.ofNullable(records.peekFirst());
    }

    public void remove(AuditRecord record) {
        records.removeFirstOccurrence(record);
    }
}
