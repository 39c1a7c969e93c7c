package dev.fleetrl.robot.arm.ros;

import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmContract;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.rosbridge.RelayingServer;
import dev.fleetrl.robot.ros.rosbridge.RosbridgeWire;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** The simulated arm behind a rosbridge server. */
class RosArmOverRosbridgeTest extends ArmContract {
    private final Vertx vertx = Vertx.vertx();
    private final RelayingServer server = RelayingServer.start(vertx, 0);
    private @Nullable SimulatedDriver driver;

    @Override
    protected Arm open() {
        SimulatedDriver opened = new SimulatedDriver(connection(), connection());
        driver = opened;
        opened.begin();
        return opened.arm();
    }

    private RosWire connection() {
        return RosbridgeWire.open(vertx, server.uri(), (topic, reason) -> {
            throw new AssertionError(topic + ": " + reason);
        });
    }

    @Override
    protected void pass(Arm arm) {
        if (driver != null) {
            driver.pass();
        }
    }

    @Override
    protected void closeRest() {
        if (driver != null) {
            driver.close();
        }
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
