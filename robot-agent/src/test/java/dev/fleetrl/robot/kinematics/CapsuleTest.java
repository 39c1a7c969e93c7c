package dev.fleetrl.robot.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.robot.control.Rotation;
import dev.fleetrl.robot.kinematics.Capsule.Point;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapsuleTest {
    /** Two lines of two units each, from a to b and from c to d; without a radius. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            crossed, one above the other     | -1 0 0 | 1 0 0 | 0 -1 3 | 0 1 3 | 3
            crossing                         | -1 0 0 | 1 0 0 | 0 -1 0 | 0 1 0 | 0
            an end above a middle            | -1 0 0 | 1 0 0 | 0 0 2  | 0 0 4 | 2
            an end beyond an end             | -1 0 0 | 1 0 0 | 4 4 0  | 4 6 0 | 5
            beside each other                | -1 0 0 | 1 0 0 | 0 2 0  | 2 2 0 | 2
            beside each other, the other way | -1 0 0 | 1 0 0 | 2 2 0  | 0 2 0 | 2
            one behind the other             | -1 0 0 | 1 0 0 | 4 0 0  | 6 0 0 | 3
            one behind the other, aside      | -1 0 0 | 1 0 0 | 4 4 0  | 6 4 0 | 5
            two points                       | 0 0 0  | 0 0 0 | 3 4 0  | 3 4 0 | 5
            a point and a line               | 0 0 0  | 0 0 0 | -1 2 0 | 1 2 0 | 2
            a line and a point beyond it     | -1 0 0 | 1 0 0 | 4 4 0  | 4 4 0 | 5
            """)
    void areAsFarApartAsTheirNearestPoints(String how, String a, String b, String c, String d, double metres) {
        Capsule one = new Capsule(point(a), point(b), 0);
        Capsule other = new Capsule(point(c), point(d), 0);

        assertThat(one.distance(other)).isCloseTo(metres, within(1e-12));
        assertThat(other.distance(one)).isCloseTo(metres, within(1e-12));
    }

    @Test
    void overlapByWhatTheirRadiiAreLargerThanTheirDistance() {
        Capsule one = new Capsule(point("-1 0 0"), point("1 0 0"), 0.5);
        Capsule other = new Capsule(point("0 0 1"), point("0 0 2"), 0.75);

        assertThat(one.distance(other)).isCloseTo(-0.25, within(1e-12));
    }

    /** A quarter about z, and up by one. */
    @Test
    void areSeenFromOutsideTheirFrame() {
        Pose frame = new Pose(0, 0, 1, Rotation.ofVector(0, 0, Math.PI / 2));
        Capsule seen = new Capsule(point("1 0 0"), point("2 0 0"), 0.1).in(frame);

        assertThat(seen.radius()).isEqualTo(0.1);
        assertThat(seen.distance(new Capsule(point("0 1 1"), point("0 2 1"), 0)))
                .isCloseTo(-0.1, within(1e-12));
        assertThat(seen.distance(new Capsule(point("0 4 1"), point("0 4 1"), 0)))
                .as("the far end")
                .isCloseTo(1.9, within(1e-12));
    }

    /** Against two hundred points on each. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void areNoFartherApartThanAnyOfTheirPoints(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Capsule one = new Capsule(draw(random), draw(random), 0);
        Capsule other = new Capsule(draw(random), draw(random), 0);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= 200; i++) {
            for (int j = 0; j <= 200; j++) {
                Point p = between(one, i / 200.0);
                Point q = between(other, j / 200.0);
                double dx = p.x() - q.x();
                double dy = p.y() - q.y();
                double dz = p.z() - q.z();
                least = Math.min(least, Math.sqrt(dx * dx + dy * dy + dz * dz));
            }
        }

        assertThat(one.distance(other)).isLessThanOrEqualTo(least + 1e-12).isCloseTo(least, within(0.02));
    }

    private static Point between(Capsule line, double part) {
        return new Point(
                line.from().x() + part * (line.to().x() - line.from().x()),
                line.from().y() + part * (line.to().y() - line.from().y()),
                line.from().z() + part * (line.to().z() - line.from().z()));
    }

    private static Point draw(SplittableRandom random) {
        return new Point(random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1));
    }

    private static Point point(String text) {
        String[] xyz = text.trim().split(" ", -1);
        return new Point(Double.parseDouble(xyz[0]), Double.parseDouble(xyz[1]), Double.parseDouble(xyz[2]));
    }
}
