package dev.fleetrl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewcombeDifferenceTest {
    @ParameterizedTest(name = "{0}/{1} against {2}/{3}")
    @CsvSource({
        "58, 60, 39, 60, .182, .445",
        "16, 20, 9, 20, .050, .576",
        "90, 100, 80, 100, .0001, .199",
        "9, 10, 10, 10, -.404, .189"
    })
    void isAsPublished(int k1, int n1, int k0, int n0, double low, double high) {
        Interval interval = NewcombeDifference.of(k1, n1, k0, n0);

        assertThat(interval.low()).isCloseTo(low, within(0.0006));
        assertThat(interval.high()).isCloseTo(high, within(0.0006));
    }
}
