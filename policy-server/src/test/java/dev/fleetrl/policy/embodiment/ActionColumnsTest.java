package dev.fleetrl.policy.embodiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Vec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActionColumnsTest {
    private static final Vec NOTHING_FELT = Vec.of();

    /** Two steps of LIBERO's: 1 is 5 cm or half a radian, and its gripper closes at +1. */
    @Test
    void turnLiberosActionsIntoWaysOfTheTool() {
        ActionColumns libero =
                Embodiments.shipped().named("libero").orElseThrow().actions();

        Vec ours = libero.ours(Vec.of(1, -1, 0.5f, 0.2f, 0, -1, 0.9f, 0, 0, 0, 0, 0, 0, -0.1f), NOTHING_FELT);

        assertThat(ours).isEqualTo(Vec.of(0.05f, -0.05f, 0.025f, 0.1f, 0, -0.5f, -1, 0, 0, 0, 0, 0, 0, 1));
        assertThat(libero.theirs(ours, NOTHING_FELT).toArray())
                .containsExactly(1, -1, 0.5f, 0.2f, 0, -1, 1, 0, 0, 0, 0, 0, 0, -1);
    }

    @Test
    void knowThatDroidsGripperIsClosedAtOne() {
        ActionColumns droid = Embodiments.shipped().named("droid").orElseThrow().actions();

        assertThat(droid.ours(Vec.of(0, 0, 0, 0, 0, 0, 0.1f, 1), NOTHING_FELT))
                .isEqualTo(Vec.of(0, 0, 0, 0, 0, 0, 0.1f, -1));
        assertThat(droid.theirs(Vec.of(0, 0, 0, 0, 0, 0, 0.1f, 1), NOTHING_FELT).at(7))
                .isEqualTo(0);
    }

    /** Places 12, 15, 15 from 10 on, in cm: 2, 3 and 0 cm to go. */
    @Test
    void takeTheWaysBetweenPlaces() {
        var element = new ActionColumns.Element(1, 0.01, 0, false, Optional.of(2));
        ActionColumns places = new ActionColumns(2, List.of(element), 1);
        Vec felt = Vec.of(0, 0, 10);

        Vec ours = places.ours(Vec.of(9, 12, 9, 15, 9, 15), felt);

        assertThat(ours).isEqualTo(Vec.of(0.02f, 0.03f, 0));
        assertThat(places.theirs(ours, felt)).isEqualTo(Vec.of(0, 12, 0, 15, 0, 15));
    }
}
