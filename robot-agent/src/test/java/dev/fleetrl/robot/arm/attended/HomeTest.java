package dev.fleetrl.robot.arm.attended;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Vec;
import org.junit.jupiter.api.Test;

class HomeTest {
    private static final Home HOME = new Home(Vec.of(0.4f, 0, 0.2f, 3, 0, 0), 0.03, 0.1);

    @Test
    void isWhereTheToolIsNearAndTurnedAlike() {
        assertThat(HOME.obstacle(Vec.of(0.42f, 0, 0.22f, 3, 0, 0))).isEmpty();
        assertThat(HOME.obstacle(Vec.of(0.4f, 0.1f, 0.2f, 3, 0, 0)).orElseThrow())
                .startsWith("the tool is 0.100 m and 0.00 rad away from home");
    }

    /** 3 rad and 3.2 rad are told as 3 and as -3.08; half a turn is never mistaken for none. */
    @Test
    void tellsTurnsAcrossHalfATurn() {
        assertThat(HOME.obstacle(Vec.of(0.4f, 0, 0.2f, -3.08f, 0, 0)).orElseThrow())
                .contains("0.000 m and 0.20 rad");
        assertThat(new Home(Vec.of(0, 0, 0, 0, 0, 0), 1, 1)
                        .obstacle(Vec.of(0, 0, 0, (float) Math.PI, 0, 0))
                        .orElseThrow())
                .contains("3.14 rad");
    }
}
