package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.rosbridge.RelayingServer;
import dev.fleetrl.robot.ros.rosbridge.RosbridgeWire;
import io.vertx.core.Vertx;

/** The simulated arm behind a rosbridge server. */
class RosArmOverRosbridgeTest extends RosArmContract {
    private final Vertx vertx = Vertx.vertx();
    private final RelayingServer server = RelayingServer.start(vertx, 0);

    @Override
    RosWire connection(RosWire.Complaints complaints) {
        return RosbridgeWire.open(vertx, server.uri(), complaints);
    }

    @Override
    protected void closeRest() {
        super.closeRest();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
