package dev.fleetrl.local.study.virtual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.value.critic.CriticConfig;
import dev.fleetrl.value.critic.watch.WatchConfig;
import dev.fleetrl.value.function.ValueFunctionConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The networks of value-model's reference configuration, so that a study learns what a site learns. */
public final class ValueReference {
    private ValueReference() {}

    /**
     * The value function.
     *
     * @param threads of TensorFlow; the one thing that a study sets for itself
     */
    public static ValueFunctionConfig withThreads(int threads) {
        return read("value", Optional.of(threads), ValueFunctionConfig.class);
    }

    /** The progress critic. */
    public static CriticConfig criticWithThreads(int threads) {
        return read("critic", Optional.of(threads), CriticConfig.class);
    }

    /** How the fleet is watched by it. */
    public static WatchConfig watch() {
        return read("watch", Optional.empty(), WatchConfig.class);
    }

    private static <C> C read(String part, Optional<Integer> threads, Class<C> type) {
        try (InputStream reference = ValueReference.class.getResourceAsStream("/config/value-model.yaml")) {
            if (reference == null) {
                throw new IllegalStateException("no reference configuration of value-model");
            }
            JsonNode config = new YAMLMapper().readTree(reference).get(part);
            threads.ifPresent(count -> ((ObjectNode) config).put("threads", count));
            return Codec.YAML.decode(type, new YAMLMapper().writeValueAsBytes(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
