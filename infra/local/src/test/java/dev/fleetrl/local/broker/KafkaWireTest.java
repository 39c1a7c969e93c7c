package dev.fleetrl.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Topic.Delivery;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.Log.Position;
import dev.fleetrl.transport.LogContract;
import dev.fleetrl.transport.kafka.KafkaTopics;
import dev.fleetrl.transport.kafka.KafkaWire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wire over Kafka against a broker of this process, all cases in one. */
class KafkaWireTest extends LogContract {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;

    private final String name = "fleetrl.test-" + UUID.randomUUID();
    private final List<Log> open = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        VERTX.close().await();
    }

    @AfterEach
    void closeLogs() {
        awaitSuccess(Future.all(open.stream().map(Log::close).toList()));
    }

    @Override
    protected Log connect() {
        return connect(broker.bootstrap());
    }

    private Log connect(String bootstrap) {
        Future<KafkaWire> opened = KafkaWire.open(VERTX.getOrCreateContext(), bootstrap, 3);
        awaitSuccess(opened);
        open.add(opened.result());
        return opened.result();
    }

    @Override
    protected String newName() {
        KafkaTopics.ensure(broker.bootstrap(), 3, List.of(topic(name, Delivery.AT_LEAST_ONCE)));
        return name;
    }

    @Override
    protected void await(BooleanSupplier condition) {
        Deadline.await(condition);
    }

    @Override
    protected List<DeadLetter> deadLetters() {
        List<DeadLetter> letters = new CopyOnWriteArrayList<>();
        awaitSuccess(connect().subscribe(LogTopics.DEAD_LETTERS, into(letters)));
        return letters;
    }

    @Test
    void hasWhatKafkaAcknowledgedAfterACrashAndAfterARestart() throws IOException {
        Topic<Note> topic = newTopic();
        publish(connect(), topic, notes("a", 0, 50));

        // The files of a broker that runs are what a killed one leaves behind.
        copy(folder.resolve("kafka"), folder.resolve("crashed"));
        try (EmbeddedKafka crashed = EmbeddedKafka.start(folder.resolve("crashed"), 0)) {
            assertThat(replayed(crashed, topic)).isEqualTo(notes("a", 0, 50));
            publish(connect(crashed.bootstrap()), topic, notes("a", 50, 60));
            closeLogs();
            open.clear();
        }
        try (EmbeddedKafka restarted = EmbeddedKafka.start(folder.resolve("crashed"), 0)) {
            assertThat(replayed(restarted, topic)).isEqualTo(notes("a", 0, 60));
            closeLogs();
            open.clear();
        }
    }

    private List<Note> replayed(EmbeddedKafka kafka, Topic<Note> topic) {
        List<Note> heard = new CopyOnWriteArrayList<>();
        awaitSuccess(connect(kafka.bootstrap())
                .replay(topic, Position.START, logged -> into(heard).apply(logged.message())));
        return heard;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
