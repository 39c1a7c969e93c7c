package dev.fleetrl.robot;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.dds.DdsSettings;
import dev.fleetrl.robot.ros.dds.DdsWire;
import dev.fleetrl.robot.ros.rosbridge.RosbridgeWire;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;

/** How a robot's ROS 2 is reached. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RosLink.Dds.class, name = "dds"),
    @JsonSubTypes.Type(value = RosLink.Rosbridge.class, name = "rosbridge")
})
sealed interface RosLink {
    RosWire open(Vertx vertx, RosWire.Complaints complaints);

    /** ROS 2's own wire; see {@link DdsSettings}. */
    record Dds(int domain, List<String> interfaces, List<String> peers) implements RosLink {
        public Dds {
            interfaces = List.copyOf(interfaces);
            peers = List.copyOf(peers);
            var unused =
                    new DdsSettings(domain, interfaces, peers); // refuses what it cannot use, while the file is read
        }

        @Override
        public RosWire open(Vertx vertx, RosWire.Complaints complaints) {
            return DdsWire.open(new DdsSettings(domain, interfaces, peers), complaints);
        }
    }

    /** A server on the robot, such as {@code ws://127.0.0.1:9090}. */
    record Rosbridge(URI uri) implements RosLink {
        @Override
        public RosWire open(Vertx vertx, RosWire.Complaints complaints) {
            return RosbridgeWire.open(vertx, uri, complaints);
        }
    }
}
