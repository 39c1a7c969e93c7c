package dev.fleetrl.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingLoginsTest {
    private static final PendingLogins.Login LOGIN =
            new PendingLogins.Login("browser", "nonce", "verifier", Optional.empty(), 0);

    private final PendingLogins pending = new PendingLogins();

    @Test
    void letEachComeBackOnce() {
        pending.begin("state", LOGIN);

        assertThat(pending.comeBack("state", "browser", 1)).contains(LOGIN);
        assertThat(pending.comeBack("state", "browser", 1)).isEmpty();
    }

    @Test
    void refuseAnotherBrowserAndUseTheStateUp() {
        pending.begin("state", LOGIN);

        assertThat(pending.comeBack("state", "another", 1)).isEmpty();
        assertThat(pending.comeBack("state", "browser", 1)).isEmpty();
    }

    @Test
    void refuseWhoCameTooLateOrIsUnknown() {
        pending.begin("state", LOGIN);

        assertThat(pending.comeBack("guess", "browser", 1)).isEmpty();
        assertThat(pending.comeBack("state", "browser", PendingLogins.LIFE_MILLIS))
                .isEmpty();
    }

    @Test
    void keepNoMoreThanTheyMust() {
        for (int i = 0; i <= PendingLogins.MOST; i++) {
            pending.begin("state-" + i, LOGIN);
        }

        assertThat(pending.comeBack("state-0", "browser", 1)).isEmpty();
        assertThat(pending.comeBack("state-1", "browser", 1)).contains(LOGIN);
    }
}
