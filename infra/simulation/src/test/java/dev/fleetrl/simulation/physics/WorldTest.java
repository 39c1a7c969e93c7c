package dev.fleetrl.simulation.physics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.simulation.Task;
import dev.fleetrl.simulation.Tasks;
import dev.fleetrl.simulation.arm.Pose;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ode4j.ode.DSliderJoint;
import org.ode4j.ode.OdeHelper;

class WorldTest {
    static List<Task> tasks() {
        return Tasks.all();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void hasAMotorInEachJointOfEachScene(Task task) {
        try (World world = new World()) {
            task.begin(world, new SplittableRandom(1));

            assertThat(world.unpoweredJoints()).isEmpty();
        }
    }

    @Test
    void namesAJointWithoutMotor() {
        try (World world = new World()) {
            Thing thing = world.free(1, Solid.box(0.1, 0.1, 0.1, 0.5, 0), Pose.at(0.5, 0, 0.5));
            DSliderJoint passive = OdeHelper.createSliderJoint(world.ode());
            passive.attach(thing.body, null);

            assertThat(world.unpoweredJoints()).hasSize(1);
        }
    }

    @Test
    void letsABoxFallOntoTheTableAndRestThere() {
        try (World world = new World()) {
            Thing box = world.free(0.06, Solid.box(0.04, 0.04, 0.04, 0.8, 0), Pose.at(0.5, 0.3, 0.1));

            for (int tick = 0; tick < 50; tick++) {
                world.tick();
            }

            assertThat(box.position().z()).isBetween(0.0195, 0.0205);
            assertThat(box.speed()).isLessThan(0.001);
        }
    }

    /** Full torque at 25 mrad: kp = 100/0.025 = 4000, kd = 160; den = 0.004·4000 + 160 = 176. */
    @Test
    void servoFollowsTheImplicitRule() {
        Servo servo = Servo.ofJoint(100);

        assertThat(servo.velocity(0.0176, 0)).isEqualTo(4000 * 0.0176 / 176);
        assertThat(servo.velocity(0, 1.1)).isEqualTo(160 * 1.1 / 176);
    }
}
