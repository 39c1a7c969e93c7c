package dev.fleetrl.controller.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.AuditRecord;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Optional<RobotId> R1 = Optional.of(new RobotId("r1"));
    private static final Optional<OperatorId> ADA = Optional.of(new OperatorId("ada"));

    private final AuditTrail trail = new AuditTrail();

    @Test
    void tellsTheNewestFirstWhateverOrderTheyCameIn() {
        say("b", 20, "ada", "r1");
        say("a", 10, "ben", "r1");
        say("c", 30, "ada", "r2");

        assertThat(ids(Optional.empty(), Optional.empty(), 0, 10)).containsExactly("c", "b", "a");
        assertThat(ids(Optional.empty(), Optional.empty(), 10, 10)).containsExactly("c", "b");
        assertThat(ids(Optional.empty(), Optional.empty(), 0, 1)).containsExactly("c");
    }

    @Test
    void tellsOfOneRobotOrOnePerson() {
        say("a", 10, "ada", "r1");
        say("b", 20, "ben", "r1");
        say("c", 30, "ada", "r2");

        assertThat(ids(R1, Optional.empty(), 0, 10)).containsExactly("b", "a");
        assertThat(ids(Optional.empty(), ADA, 0, 10)).containsExactly("c", "a");
        assertThat(ids(R1, ADA, 0, 10)).containsExactly("a");
    }

    @Test
    void countsARecordThatWasSentTwiceOnce() {
        say("a", 10, "ada", "r1");
        say("a", 10, "ada", "r1");

        assertThat(ids(Optional.empty(), Optional.empty(), 0, 10)).containsExactly("a");
    }

    /** As of a writer that stamps a record anew when it sends it again. */
    @Test
    void countsAnIdOnceWhateverItsTime() {
        say("a", 10, "ada", "r1");
        say("a", 11, "ada", "r1");

        assertThat(ids(Optional.empty(), Optional.empty(), 0, 10)).containsExactly("a");
    }

    @Test
    void letsGoOfTheOldest() {
        for (int i = 0; i <= AuditTrail.MOST; i++) {
            say("id-" + i, i, "ada", "r1");
        }

        List<String> kept = ids(Optional.empty(), Optional.empty(), -1, Integer.MAX_VALUE);
        assertThat(kept).hasSize(AuditTrail.MOST).doesNotContain("id-0").startsWith("id-" + AuditTrail.MOST);
    }

    private void say(String id, long at, String operator, String robot) {
        trail.replay(new AuditRecord(
                id,
                at,
                new OperatorId(operator),
                List.of("OPERATOR"),
                "stop",
                Optional.empty(),
                Optional.of(new RobotId(robot)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                ""));
    }

    private List<String> ids(Optional<RobotId> robot, Optional<OperatorId> operator, long after, int limit) {
        return trail.newest(new AuditTrail.Question(robot, operator, after, limit)).stream()
                .map(AuditRecord::id)
                .toList();
    }
}
