package dev.fleetrl.local.study.virtual;

import static java.lang.System.Logger.Level.DEBUG;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TeleopCommand;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.local.fleet.Tablet;
import dev.fleetrl.transport.simulated.SimulatedBroker;
import dev.fleetrl.transport.simulated.SimulatedWire;
import dev.fleetrl.transport.simulated.VirtualTime;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** A tablet straight on the broker: the commands and the leases are those of the page. */
final class VirtualTablet implements Tablet {
    private static final System.Logger LOG = System.getLogger(VirtualTablet.class.getName());
    private static final long COMMAND_MILLIS = 2_000;
    private static final int TELEOP_MILLIS = 300;

    private final OperatorId operator;
    private final SiteId site;
    private final VirtualTime time;
    private final SimulatedWire wire;
    private final Map<RobotId, Long> epochs = new HashMap<>();
    private long commands;
    private long strokes;

    VirtualTablet(OperatorId operator, SiteId site, VirtualTime time, SimulatedBroker broker) {
        this.operator = operator;
        this.site = site;
        this.time = time;
        wire = broker.connect();
        SiteRun.mustSucceed(wire.subscribe(RobotTopics.ofAll(site).state(), state -> {
            epochs.put(state.robot(), state.authority().epoch());
            return Future.succeededFuture();
        }));
    }

    @Override
    public void takeOver(RobotId robot) {
        send(robot, new Command.TakeOver(header(), operator));
    }

    @Override
    public void handBack(RobotId robot) {
        send(robot, new Command.HandBack(header(), operator, epoch(robot)));
    }

    @Override
    public void resume(RobotId robot) {
        send(robot, new Command.Resume(header(), operator));
    }

    @Override
    public void teleop(RobotId robot, boolean pressed, Vec twist, float gripper) {
        strokes++;
        publish(
                RobotTopics.of(site, robot).teleop(),
                new TeleopCommand(
                        operator, epoch(robot), strokes, time.millis(), TELEOP_MILLIS, pressed, twist, gripper));
    }

    private long epoch(RobotId robot) {
        return epochs.getOrDefault(robot, 0L);
    }

    private Command.Header header() {
        commands++;
        return new Command.Header(operator + "-" + commands, time.millis(), time.millis() + COMMAND_MILLIS);
    }

    private void send(RobotId robot, Command command) {
        publish(RobotTopics.of(site, robot).commands(), command);
    }

    private <M> void publish(Topic<M> topic, M message) {
        wire.publish(topic, message).onFailure(cause -> LOG.log(DEBUG, "not sent, and the person tries again", cause));
    }
}
