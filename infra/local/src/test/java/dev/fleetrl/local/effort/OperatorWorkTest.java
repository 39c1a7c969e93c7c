package dev.fleetrl.local.effort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorWorkTest {
    /** Five demonstrations of 18 s. */
    private static final OperatorWork SHOWN = new OperatorWork(5, new OperatorTime(90, 90));

    @Test
    void affordsAsManyAsTheTimeBringsRoundedUp() {
        assertThat(SHOWN.affordable(36)).isEqualTo(2);
        assertThat(SHOWN.affordable(36.1)).isEqualTo(3);
        assertThat(SHOWN.affordable(0)).isZero();
    }

    @Test
    void isNothingWithoutEpisodes() {
        assertThatThrownBy(() -> OperatorWork.of(List.of(), episode -> List.of()))
                .hasMessage("no episodes, no work");
    }
}
