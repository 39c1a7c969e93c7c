package dev.fleetrl.local.effort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorWorkTest {
    /** Five demonstrations of 18 s. */
    private static final OperatorWork SHOWN = took(18, 18, 18, 18, 18);

    @Test
    void affordsAsManyAsTheTimeBringsRoundedUp() {
        assertThat(SHOWN.affordable(36)).isEqualTo(2);
        assertThat(SHOWN.affordable(36.1)).isEqualTo(3);
        assertThat(SHOWN.affordable(0)).isZero();
    }

    /** Mean 36, median 27; and mean 26, median 28. */
    @Test
    void oneThatWentWrongDoesNotMakeTheControlPoorer() {
        assertThat(took(25, 27, 73, 26, 29).affordable(270)).isEqualTo(10);
        assertThat(took(18, 28, 28, 28, 28).affordable(260)).isEqualTo(10);
    }

    /** 70 s of practice in five episodes are 20 s of helping, and a demonstration of 18 s is one of 8 s. */
    @Test
    void leavesResetsOutOnBothSidesWhereTheCellDoesThem() {
        OperatorWork practice = took(30, 10, 10, 10, 10);

        assertThat(practice.withoutResets().time().seconds()).isEqualTo(20);
        assertThat(SHOWN.withoutResets().affordable(20)).isEqualTo(3);
    }

    private static OperatorWork took(double... seconds) {
        return new OperatorWork(Arrays.stream(seconds)
                .mapToObj(each -> new OperatorTime(each, each))
                .toList());
    }

    @Test
    void isNothingWithoutEpisodes() {
        assertThatThrownBy(() -> OperatorWork.of(List.of(), episode -> List.of()))
                .hasMessage("no episodes, no work");
    }
}
