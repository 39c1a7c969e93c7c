package dev.fleetrl.controller.registry;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import java.util.Optional;

/**
 * Where a round stands.
 *
 * @param askedAtMillis when it was asked for
 * @param doing {@code waiting}, {@code snapshot}, {@code labels}, {@code training}, {@code warm-up}, {@code finished} or
 *     {@code failed}
 * @param fraction of what it is doing, 0 to 1
 * @param secondsLeft of what it is doing; 0 where nobody knows
 * @param version the policy that it made
 * @param failed why it failed
 */
public record RoundView(
        RoundId round,
        RoundRequest request,
        long askedAtMillis,
        String doing,
        double fraction,
        double secondsLeft,
        Optional<PolicyVersion> version,
        Optional<String> failed) {}
