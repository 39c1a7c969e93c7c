package dev.fleetrl.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Topic.Delivery;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.mqtt.MqttWire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMqttTest {
    private static final Topic<String> BIRTH =
            new Topic<>("fleetrl/v1/home/r1/birth", String.class, Codec.JSON, Delivery.RETAINED, text -> "");
    private static final Topic<String> HELP =
            new Topic<>("fleetrl/v1/home/r1/help", String.class, Codec.JSON, Delivery.AT_LEAST_ONCE, text -> "");

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void isWhereItWasAfterARestartAndKnowsWhatWasRetained() {
        List<String> births = new CopyOnWriteArrayList<>();
        List<String> help = new CopyOnWriteArrayList<>();
        String url;
        MqttWire old;
        try (EmbeddedMqtt broker = EmbeddedMqtt.start(folder, 0)) {
            url = broker.url();
            old = connect(url, "old");
            awaitSuccess(old.subscribe(HELP, text -> hear(help, text)));
            awaitSuccess(old.publish(BIRTH, "born"));
        }
        Deadline.await(() -> !old.connected());

        try (EmbeddedMqtt broker = EmbeddedMqtt.start(folder, 0)) {
            assertThat(broker.url()).isEqualTo(url);
            MqttWire late = connect(url, "late");
            awaitSuccess(late.subscribe(BIRTH, text -> hear(births, text)));
            Deadline.await(() -> !births.isEmpty());
            Deadline.await(old::connected);
            awaitSuccess(late.publish(HELP, "help"));
            Deadline.await(() -> !help.isEmpty());
            awaitSuccess(late.close());
            awaitSuccess(old.close());
        }

        assertThat(births).containsExactly("born");
        assertThat(help).containsExactly("help");
    }

    private MqttWire connect(String url, String client) {
        MqttSettings settings = MqttSettings.of(URI.create(url), client);
        MqttWire wire = MqttWire.open(vertx.getOrCreateContext(), settings, Optional.empty(), letter -> {});
        Deadline.await(wire::connected);
        return wire;
    }

    private static Future<Void> hear(List<String> heard, String text) {
        heard.add(text);
        return Future.succeededFuture();
    }

    private static void awaitSuccess(Future<Void> future) {
        Deadline.await(future::isComplete);
        assertThat(future.cause()).isNull();
    }
}
