package dev.fleetrl.robot.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MotionTrailTest {
    private final MotionTrail trail = new MotionTrail();

    @Test
    void leadsBackAroundTheCornerThatItCameBy() {
        ToolTarget at = at(0, 0);
        for (int i = 0; i <= 50; i++) {
            at = at(0.002 * i, 0);
            trail.note(at);
        }
        for (int i = 1; i <= 50; i++) {
            at = at(0.1, 0.002 * i);
            trail.note(at);
        }

        double farthestFromTheWay = 0;
        for (int tick = 0; tick < 69; tick++) {
            ToolTarget next = trail.back(at, 0.003, 0.02);
            assertThat(next.metresTo(at)).isLessThanOrEqualTo(0.003 + 1e-9);
            at = next;
            farthestFromTheWay = Math.max(farthestFromTheWay, Math.min(0.1 - at.x(), at.y()));
        }

        assertThat(farthestFromTheWay).isLessThan(0.002);
        assertThat(at.metresTo(at(0, 0))).isLessThan(0.0021);
        assertThat(trail.back(at, 0.003, 0.02).metresTo(at(0, 0))).isLessThan(0.0021);
    }

    /** It pressed 15 mm into something; held, it was found at the surface. */
    @Test
    void leadsAwayFromWhatItPressedOn() {
        for (int i = 0; i <= 20; i++) {
            trail.note(at(0.003 * i, 0));
        }
        ToolTarget surface = at(0.045, 0);
        trail.note(surface);

        ToolTarget at = surface;
        for (int tick = 0; tick < 10; tick++) {
            ToolTarget next = trail.back(at, 0.002, 0.02);
            assertThat(next.x()).isLessThanOrEqualTo(at.x());
            at = next;
        }
        assertThat(at.x()).isLessThan(0.03);
    }

    /** It lagged five centimetres behind, as after a collision. */
    @Test
    void keepsTheWayToWhereAnArmThatGaveWayIsFound() {
        for (int i = 0; i <= 100; i++) {
            trail.note(at(0.002 * i, 0));
        }
        trail.note(at(0.15, 0.005));

        assertThat(wentBack(at(0.15, 0.005), 60).metresTo(at(0, 0))).isLessThan(0.0021);
    }

    @Test
    void goesNowhereWithoutASpeed() {
        trail.note(at(0, 0));
        trail.note(at(0.01, 0));

        assertThat(trail.back(at(0.01, 0), 0, 0)).isEqualTo(at(0.01, 0));
        assertThat(trail.back(at(0.01, 0), -0.001, -0.01)).isEqualTo(at(0.01, 0));
    }

    @Test
    void turnsBackAsItTurnedAndLeavesTheGripperAsItIs() {
        ToolTarget at = at(0, 0);
        for (int i = 0; i <= 20; i++) {
            at = new ToolTarget(0, 0, 0, Rotation.ofVector(0, 0, 0.02 * i), 1);
            trail.note(at);
        }
        at = new ToolTarget(0, 0, 0, at.rotation(), -1);

        for (int tick = 0; tick < 60; tick++) {
            at = trail.back(at, 0.005, 0.01);
        }

        assertThat(at.rotation().vector()[2]).isCloseTo(0, within(0.021));
        assertThat(at.gripper()).isEqualTo(-1);
    }

    @Test
    void knowsNoWayBackFromWhereItWasPut() {
        trail.note(at(0, 0));
        trail.note(at(0.01, 0));

        assertThat(trail.back(at(0.4, 0.3), 0.003, 0.02)).isEqualTo(at(0.4, 0.3));

        trail.note(at(0.4, 0.3));
        trail.note(at(0.41, 0.3));
        assertThat(wentBack(at(0.41, 0.3), 100).metresTo(at(0.4, 0.3))).isLessThan(0.0021);
    }

    @Test
    void hasNoWayBeforeItHasMoved() {
        assertThat(trail.back(at(0.1, 0), 0.003, 0.02)).isEqualTo(at(0.1, 0));
    }

    private ToolTarget wentBack(ToolTarget from, int ticks) {
        ToolTarget at = from;
        for (int tick = 0; tick < ticks; tick++) {
            at = trail.back(at, 0.003, 0.02);
        }
        return at;
    }

    private static ToolTarget at(double x, double y) {
        return new ToolTarget(x, y, 0, Rotation.NONE, 1);
    }
}
