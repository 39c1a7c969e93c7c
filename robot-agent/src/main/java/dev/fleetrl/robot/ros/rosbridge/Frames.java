package dev.fleetrl.robot.ros.rosbridge;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.message.RosName;

/** The frames of rosbridge v2. A message's fields have ROS's names there, and its bytes are base64. */
final class Frames {
    private static final int DEEPEST = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(RosbridgeWire.MOST_FRAME_BYTES)
                            .build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            // Python's json writes them, and a broken sensor says them.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Frames() {}

    static String subscribe(RosTopic<?> topic) {
        ObjectNode frame = frame("subscribe", topic).put("type", type(topic)).put("compression", "none");
        if (topic.delivery() == RosTopic.Delivery.BEST_EFFORT) {
            frame.put("queue_length", 1);
        }
        return frame.toString();
    }

    static String advertise(RosTopic<?> topic) {
        return frame("advertise", topic).put("type", type(topic)).toString();
    }

    static <M extends Record> String publish(RosTopic<M> topic, M message) {
        return frame("publish", topic).set("msg", MAPPER.valueToTree(message)).toString();
    }

    static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    static <M extends Record> M message(RosTopic<M> topic, JsonNode message) throws JsonProcessingException {
        return MAPPER.treeToValue(message, topic.type());
    }

    private static ObjectNode frame(String operation, RosTopic<?> topic) {
        return MAPPER.createObjectNode().put("op", operation).put("topic", topic.name());
    }

    private static String type(RosTopic<?> topic) {
        return RosName.Of.type(topic.type());
    }
}
