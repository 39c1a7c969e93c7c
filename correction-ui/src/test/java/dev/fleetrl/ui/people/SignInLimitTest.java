package dev.fleetrl.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInLimitTest {
    private final SignInLimit limit = new SignInLimit();

    @Test
    void refusesANameAtTheAddressThatTriedItTooOften() {
        for (int i = 0; i < SignInLimit.FOR_A_NAME_AT_AN_ADDRESS; i++) {
            assertThat(limit.attempt("ada", "10.0.0.1", i)).isEmpty();
        }

        assertThat(limit.attempt("ada", "10.0.0.1", 1_000)).contains(299L);
        assertThat(limit.attempt("ada", "10.0.0.2", 1_000))
                .as("ada herself, elsewhere")
                .isEmpty();
        assertThat(limit.attempt("ben", "10.0.0.1", 1_000)).isEmpty();
        assertThat(limit.attempt("ada", "10.0.0.1", SignInLimit.WINDOW_MILLIS)).isEmpty();
    }

    @Test
    void refusesANameThatVeryManyAddressesTry() {
        for (int i = 0; i < SignInLimit.FOR_A_NAME; i++) {
            assertThat(limit.attempt("ada", "10.0.0." + i, i)).isEmpty();
        }

        assertThat(limit.attempt("ada", "10.0.1.1", 1_000)).contains(299L);
        assertThat(limit.attempt("ben", "10.0.1.1", 1_000)).isEmpty();
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

    @Test
    void refusesAnAddressWhoeverItIs() {
        for (int i = 0; i < SignInLimit.FOR_AN_ADDRESS; i++) {
            assertThat(limit.attempt("10.0.0.1", 0)).isEmpty();
        }
        assertThat(limit.attempt("10.0.0.1", 1)).contains(300L);

        limit.succeeded("10.0.0.1");
        assertThat(limit.attempt("10.0.0.1", 1)).isEmpty();
    }
}
