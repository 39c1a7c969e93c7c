package dev.fleetrl.robot;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.spool.Spool.Durability;
import java.net.URI;
import java.util.List;

/**
 * How the robots of one process run. Read once, from one file, in {@code main}; every value is in the file.
 *
 * @param policy of the policy server, such as {@code ws://policy:8000}
 * @param data folder of the spools
 * @param spoolMaxBytes of one robot's records
 * @param exitWithParent whether to exit when stdin ends
 */
record RobotAgentConfig(
        SiteId site,
        URI mqtt,
        URI policy,
        String data,
        long spoolMaxBytes,
        Durability spoolDurability,
        boolean exitWithParent,
        RobotSettings control,
        List<Robot> robots) {
    RobotAgentConfig {
        robots = List.copyOf(robots);
        if (robots.isEmpty()) {
            throw new IllegalArgumentException("robots: name at least one");
        }
        if (robots.stream().map(Robot::id).distinct().count() < robots.size()) {
            throw new IllegalArgumentException("robots: two have the same id");
        }
        if (!"ws".equals(policy.getScheme()) || policy.getHost() == null || policy.getPort() < 1) {
            throw new IllegalArgumentException("policy: '" + policy + "' should look like ws://host:8000");
        }
        if (spoolMaxBytes < 1_000_000) {
            throw new IllegalArgumentException("spoolMaxBytes must be at least 1000000, not " + spoolMaxBytes);
        }
    }

    /**
     * One robot.
     *
     * @param arm kind of arm
     * @param tasks that it can be asked to do
     * @param expertNoise of a simulated arm's demonstrator; 1 is DART's usual shaking
     */
    record Robot(RobotId id, ArmKind arm, List<TaskId> tasks, double expertNoise) {
        Robot {
            tasks = List.copyOf(tasks);
            if (tasks.isEmpty()) {
                throw new IllegalArgumentException("robot " + id + ": name at least one task");
            }
        }
    }

    /** The arms that this agent can be configured for. */
    enum ArmKind {
        @JsonProperty("simulated")
        SIMULATED
    }
}
