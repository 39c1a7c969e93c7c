package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.registry.PolicyView;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a rollout's decisions rest on beside its own past.
 *
 * @param published what made practice of a task run a policy
 * @param policies what is known of one
 * @param practised whether robots practise a task when nobody asks for anything
 */
public record Standing(
        long nowMillis,
        Function<TaskId, Optional<ModelRecord.Published>> published,
        Function<PolicyVersion, Optional<PolicyView>> policies,
        Predicate<TaskId> practised) {
    boolean isWarm(PolicyVersion version) {
        return policies.apply(version).filter(view -> !view.warmOn().isEmpty()).isPresent();
    }

    /** Why nobody serves it, as far as servers have said. */
    String refusal(PolicyVersion version) {
        return policies.apply(version)
                .filter(view -> !view.refusedBy().isEmpty())
                .map(view -> "no policy server takes it: " + view.refusedBy())
                .orElse("no policy server has it warm");
    }
}
