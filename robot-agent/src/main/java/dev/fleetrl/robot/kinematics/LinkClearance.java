package dev.fleetrl.robot.kinematics;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.SelfClearance;
import dev.fleetrl.robot.control.ToolTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How near an arm comes to itself: between the capsules of links that have a link between them, from its base to its tool and of what
 * is fixed to those. Links that are fixed to each other are one.
 */
public final class LinkClearance implements SelfClearance {
    private static final int ITERATIONS = 3;

    private final KinematicChain chain;
    private final List<Part> parts = new ArrayList<>();

    /** @param body what bears it: 0 is the base, n the n-th joint that moves */
    private record Part(String link, int body, Capsule shape) {}

    /** A link's frame in its body's. */
    private record Place(int body, Pose frame) {}

    /** Two links, and how far apart they are, m. */
    public record Nearest(String link, String other, double metres) {}

    public LinkClearance(Urdf robot, KinematicChain chain) {
        this.chain = chain;
        places(robot, chain)
                .forEach((link, place) -> robot.shapes()
                        .getOrDefault(link, List.of())
                        .forEach(shape -> parts.add(new Part(link, place.body(), shape.in(place.frame())))));
    }

    private static Map<String, Place> places(Urdf robot, KinematicChain chain) {
        Map<String, Place> places = new LinkedHashMap<>();
        Place place = new Place(0, Pose.ORIGIN);
        places.put(chain.all().get(0).parent(), place);
        for (Joint joint : chain.all()) {
            place = joint.type().moves()
                    ? new Place(place.body() + 1, Pose.ORIGIN)
                    : new Place(place.body(), place.frame().then(joint.origin()));
            places.put(joint.child(), place);
        }
        for (int depth = 0; depth < robot.joints().size(); depth++) {
            robot.joints().stream()
                    .filter(joint -> joint.type() == Joint.Type.FIXED)
                    .forEach(joint -> Optional.ofNullable(places.get(joint.parent()))
                            .ifPresent(parent -> places.putIfAbsent(
                                    joint.child(),
                                    new Place(parent.body(), parent.frame().then(joint.origin())))));
        }
        return places;
    }

    /** Empty where no two links could meet. */
    public Optional<Nearest> nearest(double[] joints) {
        List<Pose> frames = chain.frames(joints);
        List<Capsule> placed = parts.stream()
                .map(part -> part.body() == 0 ? part.shape() : part.shape().in(frames.get(part.body() - 1)))
                .toList();
        Optional<Nearest> nearest = Optional.empty();
        for (int i = 0; i < placed.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(parts.get(i).body() - parts.get(j).body()) > 1) {
                    double metres = placed.get(i).distance(placed.get(j));
                    if (nearest.isEmpty() || metres < nearest.get().metres()) {
                        nearest = Optional.of(
                                new Nearest(parts.get(j).link(), parts.get(i).link(), metres));
                    }
                }
            }
        }
        return nearest;
    }

    @Override
    public double at(Vec joints) {
        return metres(doubles(joints));
    }

    @Override
    public double at(Vec joints, ToolTarget target) {
        Pose tool = new Pose(target.x(), target.y(), target.z(), target.rotation());
        return metres(near(doubles(joints), tool));
    }

    private double metres(double[] joints) {
        return nearest(joints).map(Nearest::metres).orElse(Double.POSITIVE_INFINITY);
    }

    /** The joints that bring the tool there, the nearest to these and within their limits; as well as they can. */
    private double[] near(double[] joints, Pose tool) {
        double[] near = joints.clone();
        for (int i = 0; i < ITERATIONS; i++) {
            double[][] jacobian = chain.jacobian(near);
            double[] y = InverseKinematics.solve(
                    InverseKinematics.damped(jacobian), chain.tool(near).wayTo(tool));
            for (int j = 0; j < near.length; j++) {
                double step = 0;
                for (int row = 0; row < y.length; row++) {
                    step += jacobian[row][j] * y[row];
                }
                near[j] = chain.joints().get(j).inside(near[j] + step);
            }
        }
        return near;
    }

    private static double[] doubles(Vec joints) {
        double[] doubles = new double[joints.size()];
        for (int j = 0; j < doubles.length; j++) {
            doubles[j] = joints.at(j);
        }
        return doubles;
    }
}
