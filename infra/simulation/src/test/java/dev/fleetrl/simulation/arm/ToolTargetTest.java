package dev.fleetrl.simulation.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ToolTargetTest {
    private static final ToolTarget START = new ToolTarget(new Pose(new Vec3(0.4, 0, 0.2), Rotation.DOWN), 1);
    private static final float[] ACTION = {0.03f, -0.02f, 0.01f, 0.05f, -0.1f, 0.15f, -1};

    @Test
    void movesAPartOfTheWayAndTurnsInTheBaseFrame() {
        ToolTarget half = START.moved(new float[] {0.02f, 0, 0, 0, 0, 0.2f, -1}, 0.5);

        assertThat(half.pose().position().distance(new Vec3(0.41, 0, 0.2))).isLessThan(1e-8);
        assertThat(half.pose().rotation().yaw()).isCloseTo(0.1, within(1e-8));
        assertThat(half.isClosed()).isTrue();
    }

    @Test
    void knowsTheActionThatLeadsToAnother() {
        float[] action = START.actionTo(START.moved(ACTION, 1));

        assertThat(action).containsExactly(ACTION, within(1e-7f));
    }
}
