package dev.fleetrl.simulation.arm;

/**
 * Forward kinematics of a 7-joint arm, with the joint frames and limits published for the Franka Emika Panda.
 *
 * <p>Frame i is turned by joint i about its own z axis. All arrays are [7] and in joint order.
 */
public final class Kinematics {
    public static final int JOINTS = 7;

    /** Flange to gripper frame along z, and from there to the point between the finger tips, m. */
    public static final double FLANGE = 0.107;

    public static final double FINGERTIP = 0.1034;

    /** The gripper's fingers move along its y axis, which stands at 45° to the last link's. */
    public static final Rotation GRIPPER_TURN = Rotation.aboutZ(-Math.PI / 4);

    static final double[] LOWEST = {-2.8973, -1.7628, -2.8973, -3.0718, -2.8973, -0.0175, -2.8973};
    static final double[] HIGHEST = {2.8973, 1.7628, 2.8973, -0.0698, 2.8973, 3.7525, 2.8973};
    static final double[] FASTEST = {2.175, 2.175, 2.175, 2.175, 2.61, 2.61, 2.61};

    /** N·m. */
    private static final double[] STRONGEST = {87, 87, 87, 87, 12, 12, 12};

    /** Tool straight down over the middle of the table. */
    private static final double[] HOME = {0, 0.10, 0, -2.20, 0, 2.30, Math.PI / 4};

    private static final Vec3[] OFFSET = {
        new Vec3(0, 0, 0.333),
        Vec3.ZERO,
        new Vec3(0, -0.316, 0),
        new Vec3(0.0825, 0, 0),
        new Vec3(-0.0825, 0.384, 0),
        Vec3.ZERO,
        new Vec3(0.088, 0, 0)
    };

    /** Quarter turns about x from frame i-1 to frame i; exact, so no cosine of π/2. */
    private static final int[] QUARTER_TURNS = {0, -1, 1, 1, -1, 1, 1};

    private Kinematics() {}

    public static double[] home() {
        return HOME.clone();
    }

    public static double torqueLimit(int joint) {
        return STRONGEST[joint];
    }

    /** Frames of the seven links, in the base frame. */
    public static Pose[] links(double[] joints) {
        Pose[] links = new Pose[JOINTS];
        Pose parent = Pose.ORIGIN;
        for (int i = 0; i < JOINTS; i++) {
            Rotation turned = quarterTurns(QUARTER_TURNS[i]).times(Rotation.aboutZ(joints[i]));
            links[i] = parent.times(new Pose(OFFSET[i], turned));
            parent = links[i];
        }
        return links;
    }

    /** The gripper's frame, from the last link's. */
    public static Pose gripper(Pose lastLink) {
        return lastLink.times(new Pose(new Vec3(0, 0, FLANGE), GRIPPER_TURN));
    }

    /** The frame between the finger tips, from the last link's. */
    public static Pose tool(Pose lastLink) {
        return lastLink.times(new Pose(new Vec3(0, 0, FLANGE + FINGERTIP), GRIPPER_TURN));
    }

    private static Rotation quarterTurns(int k) {
        return k == 0 ? Rotation.IDENTITY : Rotation.ofMatrix(1, 0, 0, 0, 0, -k, 0, k, 0);
    }
}
