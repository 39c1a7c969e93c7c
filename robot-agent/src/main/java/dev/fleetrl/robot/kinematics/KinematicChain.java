package dev.fleetrl.robot.kinematics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The joints between two links of a robot, in their order. Arrays are [J], one number a joint that moves. */
public final class KinematicChain {
    private final List<Joint> all;
    private final List<Joint> moving;

    private KinematicChain(List<Joint> all) {
        this.all = List.copyOf(all);
        moving = all.stream().filter(joint -> joint.type().moves()).toList();
    }

    /**
     * From one link to another.
     *
     * @param base link in whose frame poses are told
     * @param tool link whose frame they tell of
     * @throws IllegalArgumentException of one line, where they are not connected or nothing between them moves
     */
    public static KinematicChain between(Urdf robot, String base, String tool) {
        Map<String, Joint> byChild = new LinkedHashMap<>();
        robot.joints().forEach(joint -> byChild.put(joint.child(), joint));
        List<Joint> joints = new ArrayList<>();
        String link = tool;
        while (!link.equals(base)) {
            Joint joint = byChild.remove(link);
            if (joint == null) {
                throw new IllegalArgumentException("robot " + robot.name() + ": no joints lead from link '" + base
                        + "' to link '" + tool + "'; they lead to '" + link + "'");
            }
            joints.add(joint);
            link = joint.parent();
        }
        Collections.reverse(joints);
        KinematicChain chain = new KinematicChain(joints);
        chain.moving.forEach(joint -> check(robot, joint));
        if (chain.moving.isEmpty()) {
            throw new IllegalArgumentException(
                    "robot " + robot.name() + ": nothing moves between links '" + base + "' and '" + tool + "'");
        }
        return chain;
    }

    private static void check(Urdf robot, Joint joint) {
        if (joint.type() == Joint.Type.OTHER) {
            throw new IllegalArgumentException("robot " + robot.name() + ": joint " + joint.name()
                    + " is floating, planar or a mimic; only revolute, continuous and prismatic joints can be driven");
        }
        if (!joint.limits().isUsable()) {
            throw new IllegalArgumentException("robot " + robot.name() + ": joint " + joint.name()
                    + " has no <limit> with lower, upper and a velocity above 0; nobody could guard it");
        }
    }

    /** Those that move, from the base on. */
    public List<Joint> joints() {
        return moving;
    }

    /** Those that are fixed included. */
    List<Joint> all() {
        return all;
    }

    /** Of what each joint that moves bears, in the base's frame; shape [J]. */
    List<Pose> frames(double[] positions) {
        List<Pose> frames = new ArrayList<>();
        var unused = walk(positions, frames);
        return frames;
    }

    /** Where the tool is, in the base's frame. */
    public Pose tool(double[] positions) {
        return walk(positions, new ArrayList<>());
    }

    /** How the tool moves with each joint: linear rows (m), then angular (rad), in the base's frame; shape [6][J]. */
    public double[][] jacobian(double[] positions) {
        List<Pose> frames = new ArrayList<>();
        Pose tool = walk(positions, frames);
        double[][] jacobian = new double[6][moving.size()];
        for (int j = 0; j < moving.size(); j++) {
            double[] column = column(moving.get(j), frames.get(j), tool);
            for (int row = 0; row < 6; row++) {
                jacobian[row][j] = column[row];
            }
        }
        return jacobian;
    }

    private static double[] column(Joint joint, Pose frame, Pose tool) {
        Joint.Axis own = joint.axis();
        double[] a = frame.rotation().turned(own.x(), own.y(), own.z());
        if (joint.type() == Joint.Type.PRISMATIC) {
            return new double[] {a[0], a[1], a[2], 0, 0, 0};
        }
        double x = tool.x() - frame.x();
        double y = tool.y() - frame.y();
        double z = tool.z() - frame.z();
        return new double[] {a[1] * z - a[2] * y, a[2] * x - a[0] * z, a[0] * y - a[1] * x, a[0], a[1], a[2]};
    }

    /** @param frames of the joints that move; filled */
    private Pose walk(double[] positions, List<Pose> frames) {
        if (positions.length != moving.size()) {
            throw new IllegalArgumentException(positions.length + " positions for " + moving.size() + " joints");
        }
        Pose pose = Pose.ORIGIN;
        for (Joint joint : all) {
            boolean moves = joint.type().moves();
            pose = pose.then(joint.at(moves ? positions[frames.size()] : 0));
            if (moves) {
                frames.add(pose);
            }
        }
        return pose;
    }
}
