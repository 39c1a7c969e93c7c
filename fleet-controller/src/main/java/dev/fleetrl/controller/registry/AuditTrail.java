package dev.fleetrl.controller.registry;

import dev.fleetrl.contracts.AuditRecord;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The newest of what people did, as the log tells it; what is older is in the log alone. */
public final class AuditTrail {
    static final int MOST = 20_000;

    /** The log has partitions, and tells of two people in either order. */
    private final NavigableSet<AuditRecord> records =
            new TreeSet<>(Comparator.comparingLong(AuditRecord::atMillis).thenComparing(AuditRecord::id));

    /** Of what is kept. One id is one record, whatever its time. */
    private final Set<String> ids = new HashSet<>();

    /**
     * Which records are asked for.
     *
     * @param afterMillis only what is later
     * @param limit at most so many
     */
    public record Question(Optional<RobotId> robot, Optional<OperatorId> operator, long afterMillis, int limit) {
        private boolean fits(AuditRecord record) {
            return (robot.isEmpty() || record.robot().equals(robot))
                    && operator.map(record.operator()::equals).orElse(true);
        }
    }

    public void replay(AuditRecord record) {
        if (ids.add(record.id())) {
            records.add(record);
        }
        if (records.size() > MOST) {
            AuditRecord oldest = records.first();
            records.remove(oldest);
            ids.remove(oldest.id());
        }
    }

    /** The newest first. */
    public List<AuditRecord> newest(Question question) {
        return records.descendingSet().stream()
                .takeWhile(record -> record.atMillis() > question.afterMillis())
                .filter(question::fits)
                .limit(question.limit())
                .toList();
    }
}
