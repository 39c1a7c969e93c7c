package dev.fleetrl.local.broker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Topic.Delivery;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.LinkContract;
import dev.fleetrl.transport.NotSent;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.mqtt.MqttWire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The wire over MQTT against a broker of this process, all cases in one. */
class MqttWireTest extends LinkContract {
    private static final Vertx VERTX = Vertx.vertx();
    private static EmbeddedMqtt broker;

    private final String name = "fleetrl/test/" + UUID.randomUUID();
    private final Map<Link, Cable> cables = new HashMap<>();
    private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedMqtt.inMemory(0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        VERTX.close().await();
    }

    @AfterEach
    void closeLinks() {
        awaitSuccess(Future.all(cables.keySet().stream().map(Link::close).toList()));
    }

    @Override
    protected Link connect(Optional<Will<?>> will) {
        Link link = open(new Cable(VERTX, broker.port()), will);
        await(link::connected);
        return link;
    }

    private Link open(Cable cable, Optional<Will<?>> will) {
        MqttSettings settings =
                MqttSettings.of(URI.create("tcp://127.0.0.1:" + cable.port()), "test-" + UUID.randomUUID());
        MqttWire wire = MqttWire.open(VERTX.getOrCreateContext(), settings, will, deadLetters::add);
        cables.put(wire, cable);
        return wire;
    }

    @Override
    protected String newName() {
        return name;
    }

    @Override
    protected void await(BooleanSupplier condition) {
        Deadline.await(condition);
    }

    @Override
    protected List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    @Override
    protected void cut(Link link) {
        requireNonNull(cables.get(link)).cut();
    }

    @Override
    protected void mend(Link link) {
        requireNonNull(cables.get(link)).mend();
    }

    @Test
    void connectsWhenTheBrokerAppearsAfterIt() {
        Topic<Note> topic = newTopic();
        List<Note> heard = new CopyOnWriteArrayList<>();
        Cable cable = new Cable(VERTX, broker.port());
        cable.cut();
        Link early = open(cable, Optional.empty());
        Future<Void> subscribed = early.subscribe(topic, into(heard));
        Future<Void> refused = early.publish(topic, notes("a", 0, 1).get(0));
        await(refused::isComplete);

        cable.mend();

        awaitSuccess(subscribed);
        await(early::connected);
        publish(early, topic, notes("a", 1, 2));
        await(() -> !heard.isEmpty());
        assertThat(refused.failed()).isTrue();
        assertThat(heard).isEqualTo(notes("a", 1, 2));
    }

    @Test
    void sendsMoreThanTheBrokerTakesAtOnce() {
        Topic<Note> topic = newTopic();
        List<Note> heard = new CopyOnWriteArrayList<>();
        Link link = connect();
        awaitSuccess(link.subscribe(topic, into(heard)));

        publish(link, topic, notes("a", 0, 500));

        await(() -> heard.size() >= 500);
        assertThat(heard).isEqualTo(notes("a", 0, 500));
    }

    @Test
    void takesNoMoreThanItsHandlersCanHold() {
        Topic<Note> topic = newTopic();
        Topic<Note> free = topic(newName() + "/free", Delivery.AT_LEAST_ONCE);
        List<Note> arrived = new CopyOnWriteArrayList<>();
        Promise<Void> work = Promise.promise();
        AtomicInteger unhandled = new AtomicInteger();
        Link slow = connect();
        awaitSuccess(slow.subscribe(topic, note -> {
            unhandled.incrementAndGet();
            return work.future();
        }));
        Link other = connect();
        awaitSuccess(other.subscribe(free, into(arrived)));
        // Each of a key of its own: nothing but the link's own limit holds them back.
        for (int i = 0; i < 200; i++) {
            publish(other, topic, notes("key" + i, 0, 1));
        }
        publish(other, free, notes("a", 0, 1));
        await(() -> !arrived.isEmpty() && unhandled.get() >= 64);
        int atMost = unhandled.get();

        work.complete();

        await(() -> unhandled.get() >= 200);
        assertThat(atMost).isEqualTo(64);
    }

    @Test
    void refusesWhatIsTooBig() {
        Topic<String> topic = new Topic<>(name, String.class, Codec.JSON, Delivery.AT_LEAST_ONCE, text -> text);
        Future<Void> sent = connect().publish(topic, "x".repeat(MqttWire.MAX_MESSAGE_BYTES));

        await(sent::isComplete);
        assertThat(sent.cause())
                .isInstanceOfSatisfying(
                        NotSent.class, cause -> assertThat(cause.reason()).isEqualTo(NotSent.Reason.TOO_BIG));
    }

    @Test
    void carriesAlmostAMegabyte() {
        Topic<String> topic = new Topic<>(name, String.class, Codec.JSON, Delivery.AT_LEAST_ONCE, text -> "");
        List<String> heard = new CopyOnWriteArrayList<>();
        String big = "x".repeat(MqttWire.MAX_MESSAGE_BYTES - 100);
        Link link = connect();
        awaitSuccess(link.subscribe(topic, into(heard)));

        awaitSuccess(link.publish(topic, big));

        await(() -> !heard.isEmpty());
        assertThat(heard).containsExactly(big);
    }
}
