package dev.fleetrl.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.OperatorId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final Person ADA = new Person(new OperatorId("ada"), Set.of(Role.OPERATOR));
    private static final Person BEN = new Person(new OperatorId("ben"), Set.of(Role.VIEWER));

    private final Sessions sessions = new Sessions(new Sessions.Limits(2, 30));

    @Test
    void knowsWhoIsSignedInAndNobodyElse() {
        sessions.begin("secret", Account.of(ADA), 0);

        assertThat(sessions.find("secret", 1)).contains(ADA);
        assertThat(sessions.find("guess", 1)).isEmpty();
    }

    @Test
    void endsWhatNobodyHasUsedForTooLong() {
        sessions.begin("secret", Account.of(ADA), 0);
        sessions.use("secret", 20 * MINUTE);

        assertThat(sessions.find("secret", 50 * MINUTE - 1)).contains(ADA);
        assertThat(sessions.find("secret", 50 * MINUTE)).isEmpty();
        sessions.use("secret", 50 * MINUTE);
        assertThat(sessions.find("secret", 50 * MINUTE))
                .as("use does not revive it")
                .isEmpty();
        assertThat(sessions.expire(50 * MINUTE)).singleElement().satisfies(ended -> {
            assertThat(ended.person()).isEqualTo(ADA);
            assertThat(ended.reason()).contains("30 min");
        });
        assertThat(sessions.expire(50 * MINUTE)).isEmpty();
    }

    @Test
    void endsWhatIsTooOldHoweverBusy() {
        sessions.begin("secret", Account.of(ADA), 0);
        for (long at = 0; at < 2 * HOUR; at += 10 * MINUTE) {
            sessions.use("secret", at);
        }

        assertThat(sessions.find("secret", 2 * HOUR - 1)).contains(ADA);
        assertThat(sessions.find("secret", 2 * HOUR)).isEmpty();
        assertThat(sessions.expire(2 * HOUR))
                .singleElement()
                .satisfies(ended -> assertThat(ended.reason()).contains("2 h"));
    }

    @Test
    void endsAtASignOut() {
        sessions.begin("secret", Account.of(ADA), 0);

        assertThat(sessions.end("secret", "signed out")).isPresent();
        assertThat(sessions.find("secret", 1)).isEmpty();
        assertThat(sessions.end("secret", "signed out")).isEmpty();
    }

    @Test
    void endsAPersonsOtherSessionsAndNobodyElses() {
        sessions.begin("a", Account.of(ADA), 0);
        sessions.begin("b", Account.of(BEN), 0);
        sessions.begin("c", Account.of(ADA), 1);

        assertThat(sessions.endOthers("c", ADA)).extracting(Sessions.Ended::id).containsExactly("a");
        assertThat(sessions.find("b", 1)).contains(BEN);
        assertThat(sessions.find("c", 1)).contains(ADA);
    }

    @Test
    void endsThoseOfPeopleWhoWereRemovedOrHaveOtherRoles() {
        sessions.begin("a", Account.of(ADA), 0);
        sessions.begin("b", Account.of(BEN), 0);

        assertThat(sessions.keepOnly(Map.of(ADA.name(), Account.of(ADA), BEN.name(), Account.of(BEN))))
                .isEmpty();
        assertThat(sessions.keepOnly(Map.of(ADA.name(), Account.of(new Person(ADA.name(), Set.of(Role.VIEWER))))))
                .extracting(Sessions.Ended::id)
                .containsExactlyInAnyOrder("a", "b");
        assertThat(sessions.find("a", 1)).isEmpty();
    }

    @Test
    void endsThoseThatAnOldPasswordOpened() {
        sessions.begin("a", new Account(ADA, "old"), 0);

        assertThat(sessions.keepOnly(Map.of(ADA.name(), new Account(ADA, "old"))))
                .isEmpty();
        assertThat(sessions.keepOnly(Map.of(ADA.name(), new Account(ADA, "new"))))
                .hasSize(1);
    }
}
