package dev.fleetrl.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.transport.mqtt.MqttWire;
import dev.fleetrl.transport.tls.TlsFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The broker of this process, listening with TLS. */
class EmbeddedMqttAccessTest extends BrokerAccessContract {
    private final int chosen = BrokerFolder.anyFree();
    private int plain;

    @Override
    protected AutoCloseable start(Path folder, TlsFolder files) {
        EmbeddedMqtt broker = EmbeddedMqtt.start(folder, 0, Optional.of(new TlsListener("127.0.0.1", chosen, files)));
        plain = broker.port();
        return broker;
    }

    /** The site's own services come in by the loopback address, and are not asked. */
    @Test
    void thisMachineNeedsNoCertificateAndMeetsTheRobotsFromOutside() {
        MqttWire service = connectPlainly("tcp://127.0.0.1:" + plain);
        List<Connection> heard = hear(service, ALL.connection());
        MqttWire robot = connect("home/r1");
        List<Command> commands = hear(robot, MINE.commands());

        assertThat(answered(robot.publish(MINE.connection(), online("r1"))).cause())
                .isNull();
        assertThat(answered(service.publish(MINE.commands(), STOP)).cause()).isNull();

        Deadline.await(() -> !heard.isEmpty() && !commands.isEmpty());
        assertThat(heard).containsExactly(online("r1"));
    }

    @Override
    protected int port(AutoCloseable broker) {
        return chosen;
    }
}
