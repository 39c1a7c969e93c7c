package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.registry.PolicyView;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a rollout's decisions rest on beside its own past.
 *
 * @param published the policy that practice of a task runs
 * @param policies what is known of one
 */
public record Standing(
        long nowMillis,
        Function<TaskId, Optional<PolicyVersion>> published,
        Function<PolicyVersion, Optional<PolicyView>> policies) {
    boolean isWarm(PolicyVersion version) {
        return policies.apply(version).filter(view -> !view.warmOn().isEmpty()).isPresent();
    }

    /** Why nobody serves it; none while some server does, or has not said yet. */
    Optional<String> refusal(PolicyVersion version) {
        return policies.apply(version)
                .filter(view -> view.warmOn().isEmpty() && !view.refusedBy().isEmpty())
                .map(view -> "no policy server takes it: " + view.refusedBy());
    }
}
