package dev.fleetrl.robot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.identity.RobotCertificate;
import dev.fleetrl.robot.identity.ServerTrust;
import dev.fleetrl.robot.ros.dds.DdsSettings;
import dev.fleetrl.robot.spool.Spool.Durability;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.tls.TlsFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the robots of one process run. Read once, from one file, in {@code main}; every value is in the file.
 *
 * @param tls with {@code ssl://} as mqtt; null with {@code tcp://}
 * @param policy of the policy server, such as {@code ws://policy:8000}; {@code wss://} with tls
 * @param data folder of the spools
 * @param spoolMaxBytes of one robot's records
 * @param exitWithParent whether to exit when stdin ends
 * @param policyKeyFile holds the key that the policy server asks its clients for; may be left out where it asks nobody
 */
record RobotAgentConfig(
        SiteId site,
        URI mqtt,
        Optional<Tls> tls,
        URI policy,
        Optional<URI> traces,
        String data,
        long spoolMaxBytes,
        Durability spoolDurability,
        boolean exitWithParent,
        RobotSettings control,
        List<Robot> robots,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> policyKeyFile) {
    RobotAgentConfig {
        robots = List.copyOf(robots);
        if (robots.isEmpty()) {
            throw new IllegalArgumentException("robots: name at least one");
        }
        if (robots.stream().map(Robot::id).distinct().count() < robots.size()) {
            throw new IllegalArgumentException("robots: two have the same id");
        }
        require("policy", policy, "ws", "8000");
        if (ServerTrust.isEncrypted(policy) && tls.isEmpty()) {
            throw new IllegalArgumentException("policy: with wss:// say in tls which folder holds the site's ca.pem");
        }
        if (spoolMaxBytes < 1_000_000) {
            throw new IllegalArgumentException("spoolMaxBytes must be at least 1000000, not " + spoolMaxBytes);
        }
    }

    /**
     * Who the robots are to the broker.
     *
     * @param folder of {@code ca.pem} and, of each robot, {@code ROBOT.pem}, its certificate with its key
     * @param controller that certificates are asked for, such as {@code http://controller:8081}, or {@code https://}
     */
    record Tls(String folder, URI controller) {
        Tls {
            require("tls.controller", controller, "http", "8081");
        }

        TlsFolder of(RobotId robot) {
            return new TlsFolder(Path.of(folder), robot.value());
        }
    }

    private static void require(String key, URI uri, String scheme, String port) {
        boolean isKnown = List.of(scheme, scheme + "s").contains(String.valueOf(uri.getScheme()));
        if (!isKnown || uri.getHost() == null || uri.getPort() < 1) {
            throw new IllegalArgumentException(
                    key + ": '" + uri + "' should look like " + scheme + "://host:" + port + ", or " + scheme + "s://");
        }
    }

    /** What stands in the file of the policy server's key; fails with one clear line that does not hold it. */
    Optional<String> policyKey() {
        return policyKeyFile.map(file -> {
            try {
                String key = Files.readString(Path.of(file)).strip();
                if (key.matches("[!-~]+")) {
                    return key;
                }
            } catch (IOException e) {
                throw new IllegalArgumentException("policyKeyFile: cannot read " + file + "; put the key there", e);
            }
            throw new IllegalArgumentException("policyKeyFile: " + file + " must hold one word of ASCII signs");
        });
    }

    /** Of a robot, where robots have certificates. */
    Optional<RobotCertificate> certificate(RobotId robot) {
        return tls.map(own -> RobotCertificate.of(site, robot, own.of(robot)));
    }

    /** How one robot, or who is to look at its broker, reaches it. */
    MqttSettings broker(RobotId robot, String clientId) {
        return MqttSettings.of(mqtt, clientId, tls.map(own -> own.of(robot)));
    }

    /** One robot, by the kind of its arm. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "arm")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Simulated.class, name = "simulated"),
        @JsonSubTypes.Type(value = SimulatedBehindRos.class, name = "simulated-ros2"),
        @JsonSubTypes.Type(value = BehindRos.class, name = "ros2")
    })
    sealed interface Robot {
        RobotId id();
    }

    /**
     * One in a simulated cell, which lays out its scenes and judges by itself.
     *
     * @param tasks that it can be asked to do
     * @param expertNoise of the demonstrator; 1 is DART's usual shaking
     */
    record Simulated(RobotId id, List<TaskId> tasks, double expertNoise) implements Robot {
        Simulated {
            tasks = atLeastOne(id, tasks);
        }
    }

    /**
     * One in a simulated cell whose arm is reached through ROS 2 on this machine, as an arm of metal would be.
     *
     * @param model file of the robot model, relative to this one
     * @param domain ROS_DOMAIN_ID, which nobody else may use
     */
    record SimulatedBehindRos(RobotId id, List<TaskId> tasks, double expertNoise, String model, int domain)
            implements Robot {
        SimulatedBehindRos {
            tasks = atLeastOne(id, tasks);
            var unused = DdsSettings.loopback(domain); // refuses what it cannot use, while the file is read
        }
    }

    /**
     * One behind ROS 2, in a cell of metal.
     *
     * @param model file of the robot model, relative to this one
     * @param tasks their files, relative to this one
     */
    record BehindRos(RobotId id, String model, RosLink link, List<String> tasks) implements Robot {
        BehindRos {
            tasks = atLeastOne(id, tasks);
        }
    }

    private static <T> List<T> atLeastOne(RobotId id, List<T> tasks) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("robot " + id + ": name at least one task");
        }
        return List.copyOf(tasks);
    }
}
