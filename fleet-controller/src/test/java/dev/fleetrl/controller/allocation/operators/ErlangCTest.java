package dev.fleetrl.controller.allocation.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErlangCTest {
    /** 100 robots that call 6 times an hour, 40 s each: 6.67 Erlang. */
    @ParameterizedTest(name = "{0} people: {1} wait, {2} s on average")
    @CsvSource({"8, 0.53, 16.0", "9, 0.31, 5.4", "10, 0.17, 2.1"})
    void tellsHowManyWaitAndHowLong(int people, double waiting, double seconds) {
        ErlangC queue = ErlangC.of(600, 40, people);

        assertThat(queue.offered()).isCloseTo(6.667, within(0.001));
        assertThat(queue.probabilityOfWaiting()).isCloseTo(waiting, within(0.005));
        assertThat(queue.meanWaitSeconds(40)).isCloseTo(seconds, within(0.05));
    }

    /** One person: who comes while they are busy waits, with the chance that they are. */
    @Test
    void isTheUtilisationForOnePerson() {
        assertThat(new ErlangC(0.25, 1).probabilityOfWaiting()).isCloseTo(0.25, within(1e-12));
        assertThat(new ErlangC(0.25, 1).meanWaitSeconds(40)).isCloseTo(0.25 / 0.75 * 40, within(1e-9));
    }

    @Test
    void neverEndsWhereThereAreTooFewPeople() {
        ErlangC queue = new ErlangC(8, 8);

        assertThat(queue.probabilityOfWaiting()).isEqualTo(1);
        assertThat(queue.meanWaitSeconds(40)).isInfinite();
        assertThatThrownBy(() -> new ErlangC(1, 0)).hasMessageContaining("1.0 Erlang on 0 people");
    }
}
