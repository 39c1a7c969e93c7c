package dev.fleetrl.value.recap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TakeoversTest {
    @Test
    void areWhereCorrectionsBegin() {
        assertThat(Takeovers.next(Sources.of("ppccpcp"))).containsExactly(2, 2, 5, 5, 5, 7, 7);
    }

    @Test
    void beginWhenTheRobotHeldStillForThem() {
        assertThat(Takeovers.next(Sources.of("pphhcp"))).containsExactly(2, 2, 6, 6, 6, 6);
    }

    @Test
    void areOneWhereThePersonPaused() {
        assertThat(Takeovers.next(Sources.of("pchcp"))).containsExactly(1, 5, 5, 5, 5);
    }

    @Test
    void areNotWhereTheRobotOnlyHeldStill() {
        assertThat(Takeovers.next(Sources.of("phhpc"))).containsExactly(4, 4, 4, 4, 5);
        assertThat(Takeovers.next(Sources.of("dhd"))).containsExactly(3, 3, 3);
    }

    @Test
    void needNotHaveAPolicyBefore() {
        assertThat(Takeovers.next(Sources.of("cp"))).containsExactly(2, 2);
        assertThat(Takeovers.next(Sources.of(""))).isEmpty();
    }
}
