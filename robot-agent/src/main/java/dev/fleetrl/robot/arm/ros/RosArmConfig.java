package dev.fleetrl.robot.arm.ros;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.RosTopic.Delivery;
import dev.fleetrl.robot.ros.message.CompressedImage;
import dev.fleetrl.robot.ros.message.Float64MultiArray;
import dev.fleetrl.robot.ros.message.JointState;
import dev.fleetrl.robot.ros.message.JointTrajectory;
import dev.fleetrl.robot.ros.message.TwistStamped;
import dev.fleetrl.robot.ros.message.WrenchStamped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One robot model behind ROS 2, as its YAML file says it. Metres, radians, seconds.
 *
 * @param urdf file beside this one
 * @param base link in whose frame poses are told
 * @param tool link that is moved, such as the point between the finger tips
 * @param rest posture that joints drift to where the tool does not care, in the order from base to tool
 * @param policyPixels side of the square picture that the policy sees
 * @param wrench a force sensor at the tool that the policy feels; empty: there is none
 * @param recordingLight topic of {@code std_msgs/Bool} that hears whether the robot records; empty: there is none
 */
public record RosArmConfig(
        String name,
        String urdf,
        String base,
        String tool,
        List<Double> rest,
        JointStates jointStates,
        MotionConfig motion,
        Optional<Gripper> gripper,
        List<Camera> cameras,
        int policyPixels,
        Proprioception proprioception,
        Optional<Wrench> wrench,
        Optional<String> recordingLight,
        Limits limits) {
    private static final int JOINTS_BYTES = 1 << 14;
    private static final int LEAST_PIXELS = 16;

    public RosArmConfig {
        rest = List.copyOf(rest);
        cameras = List.copyOf(cameras);
        if (cameras.isEmpty()) {
            throw new IllegalArgumentException("cameras: name at least one; a policy needs to see");
        }
        Set<String> names = new HashSet<>();
        for (Camera camera : cameras) {
            if (!names.add(camera.name())) {
                throw new IllegalArgumentException("cameras: two are called " + camera.name());
            }
        }
        recordingLight.ifPresent(RosArmConfig::checked);
        if (policyPixels < LEAST_PIXELS) {
            throw new IllegalArgumentException(
                    "policyPixels must be at least " + LEAST_PIXELS + ", not " + policyPixels);
        }
    }

    /** Where {@code sensor_msgs/JointState} comes from, and when the arm is not to be trusted any more. */
    public record JointStates(String topic, int staleMillis) {
        public JointStates {
            positive("jointStates.staleMillis", staleMillis);
            checked(topic);
        }

        public RosTopic<JointState> ros() {
            return new RosTopic<>(topic, JointState.class, Delivery.BEST_EFFORT, JOINTS_BYTES);
        }
    }

    /**
     * What moves the arm.
     *
     * @param aheadMillis until a trajectory's point is to be reached; two ticks are smooth
     */
    public record MotionConfig(Kind kind, String topic, int aheadMillis) {
        public MotionConfig {
            positive("motion.aheadMillis", aheadMillis);
            checked(topic);
        }

        public RosTopic<JointTrajectory> trajectories() {
            return new RosTopic<>(topic, JointTrajectory.class, Delivery.RELIABLE, JOINTS_BYTES);
        }

        public RosTopic<TwistStamped> twists() {
            return new RosTopic<>(topic, TwistStamped.class, Delivery.RELIABLE, JOINTS_BYTES);
        }
    }

    /** What a controller takes. */
    public enum Kind {
        @JsonProperty("joint-trajectory")
        JOINT_TRAJECTORY,
        @JsonProperty("twist")
        TWIST
    }

    /**
     * A gripper with one joint, told by {@code std_msgs/Float64MultiArray}.
     *
     * @param joint as the joint states call it
     * @param closed position of that joint, in its own unit
     * @param open the same
     * @param holdsFrom told to close, it holds something where its joint stops between here
     * @param holdsTo and here
     */
    public record Gripper(String topic, String joint, double closed, double open, double holdsFrom, double holdsTo) {
        public Gripper {
            checked(topic);
            if (!(Math.abs(open - closed) > 0)) {
                throw new IllegalArgumentException("gripper: closed and open are both " + closed);
            }
        }

        public RosTopic<Float64MultiArray> ros() {
            return new RosTopic<>(topic, Float64MultiArray.class, Delivery.RELIABLE, JOINTS_BYTES);
        }

        /** Position of the joint for a command of -1 closed to +1 open. */
        public double position(double command) {
            return closed + (Math.max(-1, Math.min(1, command)) + 1) / 2 * (open - closed);
        }

        /** -1 closed to +1 open. */
        public double opening(double position) {
            return Math.max(-1, Math.min(1, 2 * (position - closed) / (open - closed) - 1));
        }

        boolean holds(double position, double command) {
            return command <= 0 && position >= Math.min(holdsFrom, holdsTo) && position <= Math.max(holdsFrom, holdsTo);
        }
    }

    /** Where {@code sensor_msgs/CompressedImage} comes from. */
    public record Camera(String name, String topic, int staleMillis, int mostBytes) {
        public Camera {
            positive("camera " + name + ": staleMillis", staleMillis);
            checked(topic);
        }

        public RosTopic<CompressedImage> ros() {
            return new RosTopic<>(topic, CompressedImage.class, Delivery.BEST_EFFORT, mostBytes);
        }
    }

    /**
     * Where {@code geometry_msgs/WrenchStamped} comes from.
     *
     * @param newtons that the policy feels as 1
     * @param newtonMetres the same
     */
    public record Wrench(String topic, int staleMillis, double newtons, double newtonMetres) {
        public Wrench {
            positive("wrench.staleMillis", staleMillis);
            checked(topic);
            if (!(newtons > 0 && newtonMetres > 0)) {
                throw new IllegalArgumentException("wrench: newtons and newtonMetres must be above 0");
            }
        }

        public RosTopic<WrenchStamped> ros() {
            return new RosTopic<>(topic, WrenchStamped.class, Delivery.BEST_EFFORT, JOINTS_BYTES);
        }
    }

    /** How the tool's place becomes what the policy feels: (place − centre) / scale; both shape [3], m. */
    public record Proprioception(Vec centre, Vec scale) {
        public Proprioception {
            for (int axis = 0; axis < 3; axis++) {
                if (centre.size() != 3 || scale.size() != 3 || !(scale.at(axis) > 0)) {
                    throw new IllegalArgumentException(
                            "proprioception: centre and scale are three numbers each, scale above 0");
                }
            }
        }
    }

    /**
     * What no command may exceed; the joints' own limits are the URDF's.
     *
     * @param stepMetres of one translation in a step of 100 ms
     * @param stepRadians of one rotation
     * @param selfMarginMetres between links of the arm; where it is absent, nobody watches that
     */
    public record Limits(
            double metresPerSecond,
            double radiansPerSecond,
            double metresPerSecondSquared,
            double metresPerSecondCubed,
            double stepMetres,
            double stepRadians,
            Vec workspaceMin,
            Vec workspaceMax,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> selfMarginMetres) {
        public Limits {
            selfMarginMetres.ifPresent(margin -> above0("selfMarginMetres", margin));
            above0("metresPerSecond", metresPerSecond);
            above0("radiansPerSecond", radiansPerSecond);
            above0("metresPerSecondSquared", metresPerSecondSquared);
            above0("metresPerSecondCubed", metresPerSecondCubed);
            above0("stepMetres", stepMetres);
            above0("stepRadians", stepRadians);
            for (int axis = 0; axis < 3; axis++) {
                if (workspaceMin.size() != 3
                        || workspaceMax.size() != 3
                        || !(workspaceMin.at(axis) < workspaceMax.at(axis))) {
                    throw new IllegalArgumentException(
                            "limits: workspaceMin and workspaceMax are two corners of three numbers, the first the lower one");
                }
            }
        }
    }

    private static void above0(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("limits." + name + " must be above 0, not " + value);
        }
    }

    /** Refused where the file is read, rather than where the topic is opened. */
    private static void checked(String topic) {
        var unused = new RosTopic<>(topic, JointState.class, Delivery.BEST_EFFORT, JOINTS_BYTES);
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be above 0, not " + value);
        }
    }
}
