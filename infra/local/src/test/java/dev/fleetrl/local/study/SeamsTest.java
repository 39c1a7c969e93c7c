package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeamsTest {
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    private static final ActionSource NOBODY = new ActionSource.Hold();

    private final Seams seams = new Seams();

    /** Steps of 1, 2 and 6 mm; the second chunk begins with its third action at the third. */
    @Test
    void tellsJumpsBetweenChunksFromThoseWithin() {
        seams.add(List.of(step(0, 0, 0.001f, POLICY), step(0, 1, 0.002f, POLICY), step(1, 2, 0.006f, POLICY)));

        assertThat(seams.within(0.95)).isCloseTo(0.001, within(1e-6));
        assertThat(seams.changes(0.95)).isCloseTo(0.004, within(1e-6));
        assertThat(seams.meanDelay()).isEqualTo(2);
    }

    /** (6 - 2) - (2 - 1) = 3 mm over (0.1 s)³ is 3 m/s³. */
    @Test
    void takesJerkFromThreeStepsInARow() {
        seams.add(List.of(step(0, 0, 0.001f, POLICY), step(0, 1, 0.002f, POLICY), step(1, 0, 0.006f, POLICY)));

        assertThat(seams.jerk()).isCloseTo(3, within(1e-3));
    }

    @Test
    void leavesOutWhatNobodyDecided() {
        seams.add(List.of(step(0, 0, 0.001f, POLICY), step(-1, -1, 0, NOBODY), step(1, 0, 0.006f, POLICY)));

        assertThat(List.of(seams.changes(1), seams.within(1), seams.jerk(), seams.meanDelay()))
                .containsOnly(0.0);
    }

    private static Step step(int chunk, int index, float x, ActionSource source) {
        return new Step(
                0,
                0,
                new Observation(List.of(), Vec.of()),
                Vec.of(x, 0, 0, 0, 0, 0, 1),
                Vec.of(),
                source,
                new ChunkPosition(chunk, index),
                0,
                List.of());
    }
}
