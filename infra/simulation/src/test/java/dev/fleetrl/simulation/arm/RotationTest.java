package dev.fleetrl.simulation.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTest {
    @Test
    void turnsXIntoYByAQuarterAboutZ() {
        Vec3 turned = Rotation.aboutZ(Math.PI / 2).apply(new Vec3(1, 0, 0));

        assertThat(turned.distance(new Vec3(0, 1, 0))).isLessThan(1e-15);
    }

    @Test
    void aboutAVectorEqualsTheNamedAxis() {
        Rotation vector = Rotation.ofVector(new Vec3(0, 0, 0.3));

        assertThat(distance(vector, Rotation.aboutZ(0.3))).isLessThan(1e-15);
    }

    /** Small, ordinary, close to half a turn, and half a turn about each axis: each branch of the quaternion. */
    @ParameterizedTest
    @CsvSource({"1e-9,0,0", "0.1,-0.2,0.3", "3.1,0,0.1", "0,3.1,0.1", "0.1,0,3.1", "1,2,-2"})
    void comesBackFromItsVector(double x, double y, double z) {
        Rotation rotation = Rotation.ofVector(new Vec3(x, y, z));

        Vec3 vector = rotation.toVector();

        assertThat(vector.norm()).isLessThanOrEqualTo(Math.PI);
        assertThat(vector.distance(new Vec3(x, y, z))).isLessThan(1e-7);
    }

    @Test
    void knowsTheYawOfATool() {
        Rotation tool = Rotation.aboutZ(0.4).times(Rotation.DOWN);

        assertThat(tool.yaw()).isCloseTo(0.4, within(1e-12));
        assertThat(tool.axis(2)).isEqualTo(new Vec3(0, 0, -1));
    }

    private static double distance(Rotation a, Rotation b) {
        return a.times(b.inverse()).toVector().norm();
    }
}
