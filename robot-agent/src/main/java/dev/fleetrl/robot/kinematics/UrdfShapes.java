package dev.fleetrl.robot.kinematics;

import dev.fleetrl.robot.kinematics.Capsule.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a link's {@code collision} elements fill, each within a capsule. Meshes are not read. */
final class UrdfShapes {
    private UrdfShapes() {}

    /** In the link's frame. */
    static List<Capsule> of(UrdfElement link) throws IOException {
        List<Capsule> capsules = new ArrayList<>();
        for (UrdfElement collision : link.children("collision")) {
            Pose origin = collision.origin();
            Optional<UrdfElement> geometry = collision.child("geometry");
            if (geometry.isPresent()) {
                shape(geometry.get()).ifPresent(shape -> capsules.add(shape.in(origin)));
            }
        }
        return capsules;
    }

    private static Optional<Capsule> shape(UrdfElement geometry) throws IOException {
        Optional<UrdfElement> sphere = geometry.child("sphere");
        if (sphere.isPresent()) {
            return Optional.of(along(2, 0, size(sphere.get(), "radius")));
        }
        Optional<UrdfElement> cylinder = geometry.child("cylinder");
        if (cylinder.isPresent()) {
            return Optional.of(along(2, size(cylinder.get(), "length"), size(cylinder.get(), "radius")));
        }
        Optional<UrdfElement> box = geometry.child("box");
        return box.isPresent() ? Optional.of(around(box.get())) : Optional.empty();
    }

    /** Along its longest side, and as wide as the diagonal of the others. */
    private static Capsule around(UrdfElement box) throws IOException {
        double[] size = box.numbers("size");
        int longest = 0;
        for (int axis = 0; axis < size.length; axis++) {
            if (!(size[axis] > 0)) {
                throw box.wrong("a box of " + Arrays.toString(size) + " is none");
            }
            longest = size[axis] > size[longest] ? axis : longest;
        }
        double one = size[(longest + 1) % 3];
        double other = size[(longest + 2) % 3];
        return along(longest, size[longest], StrictMath.sqrt(one * one + other * other) / 2);
    }

    private static Capsule along(int axis, double length, double radius) {
        double[] end = new double[3];
        end[axis] = length / 2;
        return new Capsule(new Point(-end[0], -end[1], -end[2]), new Point(end[0], end[1], end[2]), radius);
    }

    private static double size(UrdfElement shape, String attribute) throws IOException {
        double size = shape.number(attribute);
        if (!(size > 0)) {
            throw shape.wrong("a collision shape's " + attribute + " must be above 0, not " + size);
        }
        return size;
    }
}
