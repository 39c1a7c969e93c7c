package dev.fleetrl.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fleetrl.transport.access.BrokerAccess;
import dev.fleetrl.transport.tls.TlsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Mosquitto with the configuration that is deployed. */
class MosquittoAccessTest extends BrokerAccessContract {
    @Override
    protected AutoCloseable start(Path folder, TlsFolder files) throws Exception {
        assumeThat(Mosquitto.isInstalled()).as("mosquitto is installed").isTrue();
        return Mosquitto.start(folder, files);
    }

    @Override
    protected int port(AutoCloseable broker) {
        return ((Mosquitto) broker).port();
    }

    @Test
    void hasTheRulesOfTheEmbeddedBroker() throws Exception {
        assertThat(Files.readString(Path.of("../deploy/mosquitto/acl"))).isEqualTo(BrokerAccess.mosquitto());
    }
}
