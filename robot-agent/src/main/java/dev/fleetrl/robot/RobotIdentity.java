package dev.fleetrl.robot;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SiteId;

/**
 * Who this agent is.
 *
 * @param session new at each start of the agent
 * @param agentVersion of the software
 */
public record RobotIdentity(SiteId site, RobotId robot, String session, String agentVersion) {}
