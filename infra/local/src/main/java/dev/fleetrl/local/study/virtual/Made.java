package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.RoundRequest;
import java.util.Optional;

/**
 * A round that is done.
 *
 * @param labels what its label run says of itself; none where the recipe needs none
 * @param cost what it took of this machine, labels and training included
 * @param commit of the sources that ran it
 */
public record Made(
        RoundRequest request, PolicyManifest policy, Optional<LabelRecord.Finished> labels, Cost cost, String commit) {}
