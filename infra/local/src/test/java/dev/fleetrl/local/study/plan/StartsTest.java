package dev.fleetrl.local.study.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StartsTest {
    @Test
    void areAThousandForEachRound() {
        assertThat(Starts.MORE_DEMONSTRATIONS.first(1, 2, 1000)).isEqualTo(300_102_000L);
        assertThat(Starts.MORE_DEMONSTRATIONS.first(1, 3)).isEqualTo(300_103_000L);
    }

    @Test
    void neverRunIntoTheNextRound() {
        assertThatThrownBy(() -> Starts.MORE_DEMONSTRATIONS.first(1, 2, 1001))
                .hasMessage("round 2 asks for 1001 starts, and there are 1000; take a study with less practice");
    }
}
