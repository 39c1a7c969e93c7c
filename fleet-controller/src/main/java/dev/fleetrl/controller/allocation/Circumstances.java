package dev.fleetrl.controller.allocation;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.controller.roster.RobotView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a decision of the allocation rests on beside its own past.
 *
 * @param paused no new episode starts
 * @param registered whether a policy is there to act
 * @param published the newest published policy of a task
 * @param rollouts which compare versions of a task
 */
public record Circumstances(
        long nowMillis,
        boolean paused,
        List<RobotView> robots,
        Predicate<PolicyVersion> registered,
        Function<TaskId, Optional<PolicyVersion>> published,
        Rollouts rollouts) {}
