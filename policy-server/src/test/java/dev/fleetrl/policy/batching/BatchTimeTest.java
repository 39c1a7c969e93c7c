package dev.fleetrl.policy.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchTimeTest {
    private final BatchTime time = new BatchTime();

    @Test
    void knowsNothingAtFirst() {
        assertThat(time.expect(4)).isZero();
    }

    @Test
    void averagesTheLatestAndTheirDeviation() {
        time.learn(3, 100);
        time.learn(4, 200);

        assertThat(time.expect(4)).isEqualTo(120); // 100 + 0.2 (200 - 100)
        assertThat(time.expectAtMost(4)).isEqualTo(160); // and 2 · 0.2 |200 - 100|
    }

    @Test
    void guessesSizesThatItHasNotSeen() {
        time.learn(4, 100);

        assertThat(time.expect(1)).isEqualTo(100);
        assertThat(time.expect(16)).isEqualTo(400);
    }

    /** A pause of the machine must not close the door. */
    @Test
    void letsNoSingleBatchCountForMoreThanThrice() {
        time.learn(1, 100);
        time.learn(1, 1_000_000);

        assertThat(time.expect(1)).isEqualTo(140); // 100 + 0.2 (300 - 100)
    }

    @Test
    void isCopiedToBeLearnedOnAlone() {
        time.learn(1, 100);
        time.copy().learn(1, 200);

        assertThat(time.expect(1)).isEqualTo(100);
    }

    @Test
    void padsToPowersOfTwo() {
        assertThat(new int[] {BatchTime.padded(1), BatchTime.padded(2), BatchTime.padded(3), BatchTime.padded(16)})
                .containsExactly(1, 2, 4, 16);
    }
}
