package dev.fleetrl.robot.arm.attended;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fleetrl.robot.ros.RosTopic;
import dev.fleetrl.robot.ros.RosTopic.Delivery;
import dev.fleetrl.robot.ros.message.Bool;

/** Who says that a task is done. A person may always judge, whoever else does. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Success.ByPerson.class, name = "person"),
    @JsonSubTypes.Type(value = Success.BySensor.class, name = "sensor"),
    @JsonSubTypes.Type(value = Success.ByDoneDetector.class, name = "done-detector")
})
public sealed interface Success {
    /**
     * Someone who looks on.
     *
     * @param labelSeconds how long an episode that has ended by its time limit waits for their word; 0 is not at all
     */
    record ByPerson(int labelSeconds) implements Success {
        public ByPerson {
            if (labelSeconds < 0) {
                throw new IllegalArgumentException("success.labelSeconds must be at least 0, not " + labelSeconds);
            }
        }
    }

    /**
     * A topic of ROS 2, {@code std_msgs/Bool}: true says that the task is done.
     *
     * @param staleMillis after so much silence the sensor is not to be trusted any more
     */
    record BySensor(String topic, int staleMillis) implements Success {
        private static final int BYTES = 64;

        public BySensor {
            if (staleMillis < 1) {
                throw new IllegalArgumentException("success.staleMillis must be at least 1, not " + staleMillis);
            }
            var unused = topic(topic); // refuses what is no topic, while the file is read
        }

        RosTopic<Bool> ros() {
            return topic(topic);
        }

        private static RosTopic<Bool> topic(String name) {
            return new RosTopic<>(name, Bool.class, Delivery.BEST_EFFORT, BYTES);
        }
    }

    /**
     * The critic's, which looks on from the value model and has been calibrated there.
     *
     * @param staleSeconds of an episode since the last step that it looked at, after which it is not to be relied on
     */
    record ByDoneDetector(int staleSeconds) implements Success {
        public ByDoneDetector {
            if (staleSeconds < 1) {
                throw new IllegalArgumentException("success.staleSeconds must be at least 1, not " + staleSeconds);
            }
        }
    }
}
