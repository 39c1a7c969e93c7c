package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.robot.arm.Arm;
import dev.fleetrl.robot.arm.ArmContract;
import dev.fleetrl.robot.ros.RosWire;
import dev.fleetrl.robot.ros.rosbridge.RelayingServer;
import dev.fleetrl.robot.ros.rosbridge.RosbridgeWire;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The simulated arm behind a rosbridge server. */
class RosArmOverRosbridgeTest extends ArmContract {
    private final Vertx vertx = Vertx.vertx();
    private final RelayingServer server = RelayingServer.start(vertx, 0);
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private @Nullable SimulatedDriver driver;

    @Override
    protected Arm open() {
        SimulatedDriver opened = new SimulatedDriver(connection(), connection());
        driver = opened;
        opened.begin();
        return opened.arm();
    }

    private RosWire connection() {
        return RosbridgeWire.open(vertx, server.uri(), (topic, reason) -> complaints.add(topic.name() + ": " + reason));
    }

    @Override
    protected void pass(Arm arm) {
        if (driver != null) {
            driver.pass();
        }
    }

    @Override
    protected void closeRest() {
        assertThat(complaints).isEmpty();
        if (driver != null) {
            driver.close();
        }
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
