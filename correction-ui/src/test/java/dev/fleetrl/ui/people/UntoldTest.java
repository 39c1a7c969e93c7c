package dev.fleetrl.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.AuditRecord;
import dev.fleetrl.contracts.OperatorId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UntoldTest {
    private final Untold untold = new Untold();

    private Optional<String> add(String id, Optional<Boolean> accepted) {
        return untold.add(new AuditRecord(
                        id,
                        0,
                        new OperatorId("ada"),
                        List.of(),
                        "stop",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        accepted,
                        ""))
                .map(AuditRecord::id);
    }

    @Test
    void refusalsMakeRoomBeforeWhatWasDone() {
        assertThat(add("done", Optional.of(true))).isEmpty();
        assertThat(add("unknown", Optional.empty())).isEmpty();
        assertThat(add("refused", Optional.of(false))).isEmpty();
        for (int i = 3; i < Untold.MOST; i++) {
            assertThat(add("done-" + i, Optional.of(true))).isEmpty();
        }

        assertThat(add("more", Optional.of(true))).contains("refused");
        assertThat(add("and more", Optional.of(true))).contains("done");
        assertThat(untold.next().map(AuditRecord::id)).contains("unknown");
    }
}
