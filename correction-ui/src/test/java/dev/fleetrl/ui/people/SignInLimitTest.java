package dev.fleetrl.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInLimitTest {
    private final SignInLimit limit = new SignInLimit();

    @Test
    void refusesANameThatWasTriedTooOftenFromAnywhere() {
        for (int i = 0; i < SignInLimit.FOR_A_NAME; i++) {
            assertThat(limit.attempt("ada", "10.0.0." + i, i)).isEmpty();
        }

        assertThat(limit.attempt("ada", "10.0.1.1", 1_000)).contains(299L);
        assertThat(limit.attempt("ben", "10.0.1.1", 1_000)).isEmpty();
        assertThat(limit.attempt("ada", "10.0.1.1", SignInLimit.WINDOW_MILLIS)).isEmpty();
    }

    @Test
    void refusesAnAddressThatTriesManyNames() {
        for (int i = 0; i < SignInLimit.FOR_AN_ADDRESS; i++) {
            assertThat(limit.attempt("name-" + i, "10.0.0.1", 0)).isEmpty();
        }

        assertThat(limit.attempt("ada", "10.0.0.1", 1)).contains(300L);
        assertThat(limit.attempt("ada", "10.0.0.2", 1)).isEmpty();
    }

    @Test
    void forgetsWhatSucceeded() {
        for (int i = 0; i < 10 * SignInLimit.FOR_AN_ADDRESS; i++) {
            assertThat(limit.attempt("ada", "10.0.0.1", i)).isEmpty();
            limit.succeeded("ada", "10.0.0.1");
        }
    }
}
