package dev.fleetrl.controller.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class TokensTest {
    private static final long LIFE = 900_000;

    private final Tokens tokens = new Tokens(LIFE);

    @Test
    void letsInOnceAndInTime() {
        assertThat(tokens.add("home/r1", "secret", 1_000)).isEqualTo(901_000);

        assertThat(tokens.redeem("home/r1", "secret"::equals, 901_000)).isTrue();
        assertThat(tokens.redeem("home/r1", "secret"::equals, 901_000)).isFalse();
    }

    @Test
    void endsAfterItsLife() {
        assertThat(tokens.add("home/r1", "secret", 1_000)).isEqualTo(901_000);

        assertThat(tokens.redeem("home/r1", "secret"::equals, 901_001)).isFalse();
    }

    @Test
    void isForNobodyElseAndAGuessDoesNotUseItUp() {
        assertThat(tokens.add("home/r1", "secret", 0)).isEqualTo(LIFE);
        assertThat(tokens.add("home/r2", "other", 0)).isEqualTo(LIFE);

        assertThat(tokens.redeem("home/r2", "secret"::equals, 1)).isFalse();
        assertThat(tokens.redeem("home/r1", "guess"::equals, 1)).isFalse();
        assertThat(tokens.redeem("home/r3", ""::equals, 1)).isFalse();
        assertThat(tokens.redeem("home/r1", "secret"::equals, 1)).isTrue();
    }

    @Test
    void aNewOneMakesTheOneBeforeVoid() {
        assertThat(tokens.add("home/r1", "first", 0)).isEqualTo(LIFE);
        assertThat(tokens.add("home/r1", "second", 0)).isEqualTo(LIFE);

        assertThat(tokens.redeem("home/r1", "first"::equals, 1)).isFalse();
        assertThat(tokens.redeem("home/r1", "second"::equals, 1)).isTrue();
    }

    @Test
    void areFewAndMakeRoomWhenTheyEnd() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(tokens.add("home/r" + i, "secret", 0)).isEqualTo(LIFE);
        }

        assertThatIllegalStateException().isThrownBy(() -> tokens.add("home/more", "secret", LIFE));
        assertThat(tokens.add("home/more", "secret", LIFE + 1)).isEqualTo(2 * LIFE + 1);
    }
}
