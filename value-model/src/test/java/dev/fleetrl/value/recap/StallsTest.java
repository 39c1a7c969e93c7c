package dev.fleetrl.value.recap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At 2 Hz the window of 2 s is four steps. */
class StallsTest {
    private static final int HZ = 2;

    @Test
    void areWhereTheToolDithers() {
        List<Step> steps = new ArrayList<>();
        for (int t = 0; t < 5; t++) {
            steps.add(step(t % 2 == 0 ? 0.02f : -0.02f, 1, 0));
        }

        assertThat(Stalls.of(steps, HZ)).containsExactly(true, true, true, true, true);
    }

    /** The first window moves 4 · 5 mm = 2 cm, the least that counts as getting on; the last one holds for four steps. */
    @Test
    void endWhereTheToolGetsOn() {
        List<Step> steps = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            steps.add(step(t < 4 ? 0.0051f : 0, 1, 0));
        }

        assertThat(Stalls.of(steps, HZ)).containsExactly(false, true, true, true, true, true, true, true);
    }

    @Test
    void areNotWhereTheGripperTurnsOrAStageIsReached() {
        List<Step> gripping = List.of(step(0, 1, 0), step(0, 1, 0), step(0, -1, 0), step(0, -1, 0));
        List<Step> arriving = List.of(step(0, 1, 0), step(0, 1, 0), step(0, 1, 0), step(0, 1, 1));

        assertThat(Stalls.of(gripping, HZ)).containsOnly(false);
        assertThat(Stalls.of(arriving, HZ)).containsOnly(false);
    }

    @Test
    void needAWholeWindow() {
        assertThat(Stalls.of(List.of(step(0, 1, 0), step(0, 1, 0), step(0, 1, 0)), HZ))
                .containsOnly(false);
    }

    private static Step step(float x, float gripper, int stage) {
        return new Step(
                0,
                0,
                new Observation(List.of(), Vec.of()),
                Vec.of(x, 0, 0, 0, 0, 0, gripper),
                Vec.of(),
                Sources.POLICY,
                ChunkPosition.NONE,
                stage,
                List.of());
    }
}
