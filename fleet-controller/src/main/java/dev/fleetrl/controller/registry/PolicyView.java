package dev.fleetrl.controller.registry;

import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of one policy.
 *
 * @param warmOn servers that answer with it at full speed
 * @param refusedBy servers that cannot load it, and why
 * @param published whether practice runs it now
 */
public record PolicyView(
        PolicyVersion version,
        Optional<PolicyManifest> manifest,
        List<String> warmOn,
        Map<String, String> refusedBy,
        boolean published) {}
