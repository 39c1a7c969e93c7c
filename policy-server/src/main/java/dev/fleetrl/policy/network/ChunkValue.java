package dev.fleetrl.policy.network;

import dev.fleetrl.learning.Layers;
import dev.fleetrl.learning.Net;
import dev.fleetrl.learning.ObservationInputs;
import dev.fleetrl.learning.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Q(o, chunk): how good a chunk of actions is after an observation.
 *
 * <pre>
 *   observation ─ encoder and trunk of {@link PolicyNetwork} ─┐
 *                                                             ├─ two layers ─ Q [B, 1]
 *                                 chunk, normalised [B, H·A] ─┘
 * </pre>
 *
 * <p>It has weights of its own, and begins with those that the policy sees with.
 */
final class ChunkValue {
    private static final String NAME = "chunk-value";

    private final Layers layers;
    private final PolicyNetwork policy;
    private final NetworkConfig config;

    ChunkValue(Net net, NetworkConfig config) {
        layers = new Layers(net);
        policy = new PolicyNetwork(net, config);
        this.config = config;
    }

    Operand<TFloat32> of(ObservationInputs inputs, Operand<TFloat32> chunk) {
        int width = config.expert();
        Operand<TFloat32> both = layers.concat(List.of(policy.trunk(inputs), chunk));
        Operand<TFloat32> x = layers.dense(NAME + "/in", both, config.trunk() + config.chunk(), width, 1);
        x = layers.gelu(layers.layerNorm(NAME + "/in-norm", x, width));
        x = layers.gelu(layers.dense(NAME + "/hidden", x, width, width, 1));
        return layers.dense(NAME + "/out", x, width, 1, 0.1);
    }

    /** These weights, with those of the policy in the place of what sees. */
    static Weights seeingAs(Weights policy, Weights fresh) {
        Map<String, float[]> all = new LinkedHashMap<>();
        for (String name : fresh.names()) {
            all.put(name, policy.names().contains(name) ? policy.of(name) : fresh.of(name));
        }
        return new Weights(all);
    }
}
