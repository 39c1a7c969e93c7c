package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.robot.kinematics.Joint;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.RosWire.Publication;
import dev.fleetrl.robot.ros.message.CompressedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be known of an arm behind ROS 2 before it is moved: who speaks and who listens, how often, and whether it makes sense. */
public final class RosExamination {
    private static final double SECOND = 1e9;

    private final RosArmConfig config;
    private final List<Joint> chain;
    private final RosJoints joints;
    private final LongSupplier nanos;
    private final Rhythm states = new Rhythm();
    private final Rhythm forces = new Rhythm();
    private final Map<RosArmConfig.Camera, Seen> cameras = new LinkedHashMap<>();
    private final Map<String, Publication<?>> controllers = new LinkedHashMap<>();

    /** How often somebody speaks, from the first word on. */
    private static final class Rhythm {
        private long firstNanos;
        private int more = -1;

        synchronized void on(long nanos) {
            firstNanos = more < 0 ? nanos : firstNanos;
            more++;
        }

        synchronized double hertz(long nanos) {
            return more < 1 ? 0 : more * SECOND / Math.max(1, nanos - firstNanos);
        }
    }

    /** What one camera showed. */
    private record Seen(Rhythm rhythm, AtomicReference<@Nullable CompressedImage> newest) {}

    /**
     * One thing that was looked at.
     *
     * @param words what is so, and where it is not well, what to do
     */
    public record Finding(boolean isWell, String words) {
        public static Finding well(String words) {
            return new Finding(true, words);
        }

        public static Finding ill(String words) {
            return new Finding(false, words);
        }
    }

    /**
     * Begins to listen. Nothing is ever said.
     *
     * @param nanos monotonic
     * @param millis since 1970
     */
    public RosExamination(RobotModel robot, RosWire wire, LongSupplier nanos, LongSupplier millis) {
        config = robot.config();
        chain = robot.chain().joints();
        this.nanos = nanos;
        joints = new RosJoints(config, chain, nanos, millis);
        joints.listen(wire);
        wire.subscribe(config.jointStates().ros(), state -> states.on(nanos.getAsLong()));
        config.wrench().ifPresent(felt -> wire.subscribe(felt.ros(), wrench -> forces.on(nanos.getAsLong())));
        for (RosArmConfig.Camera camera : config.cameras()) {
            Seen seen = new Seen(new Rhythm(), new AtomicReference<>());
            cameras.put(camera, seen);
            wire.subscribe(camera.ros(), image -> {
                seen.newest().set(image);
                seen.rhythm().on(nanos.getAsLong());
            });
        }
        boolean byTwists = config.motion().kind() == RosArmConfig.Kind.TWIST;
        controllers.put(
                config.motion().topic(),
                byTwists
                        ? wire.publish(config.motion().twists())
                        : wire.publish(config.motion().trajectories()));
        config.gripper().ifPresent(told -> controllers.put(told.topic(), wire.publish(told.ros())));
    }

    /**
     * What was found since.
     *
     * @param pictures folder, in which the newest picture of each camera is left for a person to look at
     * @param robot that the pictures' names begin with
     */
    public List<Finding> findings(Path pictures, String robot) {
        List<Finding> findings = new ArrayList<>(joints());
        joints.warning().ifPresent(words -> findings.add(Finding.ill(words)));
        config.wrench()
                .map(felt -> frequent("force sensor (" + felt.topic() + ")", forces, felt.staleMillis()))
                .ifPresent(findings::add);
        for (Map.Entry<RosArmConfig.Camera, Seen> camera : cameras.entrySet()) {
            findings.add(camera(camera.getKey(), camera.getValue(), pictures, robot));
        }
        controllers.forEach((topic, publication) -> findings.add(controller(topic, publication.listeners())));
        return findings;
    }

    private static Finding controller(String topic, OptionalInt listeners) {
        if (listeners.isEmpty()) {
            return Finding.well(topic + ": whether somebody listens cannot be told through rosbridge");
        }
        return listeners.getAsInt() > 0
                ? Finding.well("somebody listens on " + topic)
                : Finding.ill("nobody listens on " + topic + "; is its controller running in this domain?");
    }

    private List<Finding> joints() {
        Optional<String> trouble = joints.trouble();
        if (trouble.isPresent()) {
            return List.of(Finding.ill(trouble.get()));
        }
        double[] positions = joints.newest().array();
        List<Finding> findings = new ArrayList<>();
        for (int j = 0; j < positions.length; j++) {
            Joint joint = chain.get(j);
            if (positions[j] < joint.limits().lower()
                    || positions[j] > joint.limits().upper()) {
                findings.add(Finding.ill(String.format(
                        Locale.ROOT,
                        "joint %s is at %.3f, beyond its limits %.3f to %.3f; lead the arm back, or see whether its zero is where the URDF has it",
                        joint.name(),
                        positions[j],
                        joint.limits().lower(),
                        joint.limits().upper())));
            }
        }
        String names = chain.stream().map(Joint::name).collect(Collectors.joining(", "));
        findings.add(frequent(
                config.jointStates().topic() + ": " + names,
                states,
                config.jointStates().staleMillis()));
        return findings;
    }

    /** Half the time after which it counts as silent is the most that may lie between two messages. */
    private Finding frequent(String what, Rhythm rhythm, int staleMillis) {
        double hertz = rhythm.hertz(nanos.getAsLong());
        String words = String.format(Locale.ROOT, "%s, %.0f a second", what, hertz);
        return hertz * staleMillis / 1000 >= 2
                ? Finding.well(words)
                : Finding.ill(words + ": too rarely, as it counts as silent after " + staleMillis + " ms");
    }

    private Finding camera(RosArmConfig.Camera camera, Seen seen, Path folder, String robot) {
        String name = "camera " + camera.name() + " (" + camera.topic() + ")";
        CompressedImage newest = seen.newest().get();
        if (newest == null) {
            return Finding.ill(name + ": no picture; is its driver running in this domain?");
        }
        byte[] bytes = newest.data().toArray();
        try {
            var unused = Picture.decode(bytes);
        } catch (IOException e) {
            return Finding.ill(name + ": its picture is " + e.getMessage());
        }
        Path file = folder.resolve(robot + "-" + camera.name() + (bytes[0] == (byte) 0x89 ? ".png" : ".jpg"));
        try {
            Files.createDirectories(folder);
            Files.write(file, bytes);
        } catch (IOException e) {
            return Finding.ill(name + ": its picture cannot be written to " + file + "; make " + folder + " writable");
        }
        return frequent(
                name + ": see " + file + " whether it is the " + camera.name() + " one",
                seen.rhythm(),
                camera.staleMillis());
    }
}
