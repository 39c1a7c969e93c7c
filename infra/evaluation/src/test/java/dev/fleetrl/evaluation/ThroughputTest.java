package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    @Test
    void countsTheSameSuccessesOverTwoTimes() {
        Throughput throughput =
                Throughput.of(List.of(new Throughput.Episode(true, 36, 72), new Throughput.Episode(false, 36, 72)));

        assertThat(throughput.active().perHour()).isEqualTo(50);
        assertThat(throughput.gross().perHour()).isEqualTo(25);
    }

    @Test
    void refusesMoreActiveThanGrossTime() {
        assertThatThrownBy(() -> new Throughput.Episode(true, 72, 36))
                .hasMessageContaining("cannot be active for 72.0 s");
    }
}
