package dev.fleetrl.local.study.virtual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.value.function.ValueFunctionConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The value function of value-model's reference configuration, so that a study learns what a site learns. */
public final class ValueReference {
    private ValueReference() {}

    /**
     * The reference.
     *
     * @param threads of TensorFlow; the one thing that a study sets for itself
     */
    public static ValueFunctionConfig withThreads(int threads) {
        try (InputStream reference = ValueReference.class.getResourceAsStream("/config/value-model.yaml")) {
            if (reference == null) {
                throw new IllegalStateException("no reference configuration of value-model");
            }
            JsonNode value = new YAMLMapper().readTree(reference).get("value");
            ((ObjectNode) value).put("threads", threads);
            return Codec.YAML.decode(ValueFunctionConfig.class, new YAMLMapper().writeValueAsBytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
