package dev.fleetrl.robot;

import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.transport.Link;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/**
 * What an agent works with; the composition decides whether it is real.
 *
 * @param link to the broker, with the connection message BROKEN as its last will
 * @param policy what drives an episode
 * @param foresight asked what the policy would do, for people to see: a connection of its own, so that it is never in the way of a driver's
 *     question
 * @param spool opened; belongs to {@code io} from then on
 * @param diskUsed how full the disk below the spool is, 0 to 1; called on {@code io}
 * @param io runs one task at a time, in order: a thread of its own, or in virtual time {@code Runnable::run}
 * @param pictures makes pictures for people, one at a time, beside the control loop and the disk; in virtual time {@code Runnable::run}
 * @param listener hears of each step on the control thread
 */
public record RobotPorts(
        Link link,
        PolicyClient policy,
        PolicyClient foresight,
        Arm arm,
        Workcell workcell,
        Spool spool,
        DoubleSupplier diskUsed,
        RobotClock clock,
        Executor io,
        Executor pictures,
        StepListener listener) {}
