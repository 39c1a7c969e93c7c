package dev.fleetrl.transport.kafka;

import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.transport.Inbox;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.NotSent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The log over Kafka. May be called from any thread; handlers run and futures complete on the owner's context.
 *
 * <p>Sending goes through a thread of its own, because Kafka's {@code send} blocks while it looks for the broker. A
 * message fails when it was not stored {@value #DELIVERY_MILLIS} ms after it was sent; retries in between are Kafka's, and
 * do not double it.
 */
public final class KafkaWire implements Log {
    /** Of one record, with its overhead. */
    public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

    private static final System.Logger LOG = System.getLogger(KafkaWire.class.getName());
    private static final int DELIVERY_MILLIS = 30_000;
    private static final int MAX_WAITING = 4096;
    private static final int OVERHEAD_BYTES = 1024;

    private final Context owner;
    private final String bootstrap;
    private final Producer<byte[], byte[]> producer;
    private final ThreadPoolExecutor sender;
    private final List<LogReader<?>> readers = new CopyOnWriteArrayList<>();
    private final List<Inbox<?>> inboxes = new CopyOnWriteArrayList<>();
    private final AtomicLong undecodable = new AtomicLong();
    private volatile boolean closed;

    private KafkaWire(Context owner, String bootstrap) {
        this.owner = owner;
        this.bootstrap = bootstrap;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        MAX_RECORD_BYTES,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        DELIVERY_MILLIS / 3,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        DELIVERY_MILLIS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        DELIVERY_MILLIS / 3),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        sender = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), KafkaWire::senderThread);
    }

    /**
     * Succeeds when the broker answers and every topic of the log is there.
     *
     * @param partitions of topics that have to be created
     */
    public static Future<KafkaWire> open(Context owner, String bootstrap, int partitions) {
        return owner.executeBlocking(() -> {
            KafkaTopics.ensure(bootstrap, partitions, KafkaTopics.ALL);
            return new KafkaWire(owner, bootstrap);
        });
    }

    @Override
    public <M> Future<Void> publish(Topic<M> topic, M message) {
        byte[] bytes = topic.codec().encode(topic.type(), message);
        if (bytes.length > MAX_RECORD_BYTES - OVERHEAD_BYTES) {
            return Future.failedFuture(new NotSent(
                    NotSent.Reason.TOO_BIG,
                    "a record of " + bytes.length + " bytes for " + topic.name() + "; the limit is "
                            + MAX_RECORD_BYTES));
        }
        byte[] key = topic.key().apply(message).getBytes(StandardCharsets.UTF_8);
        Promise<Void> answer = Promise.promise();
        try {
            sender.execute(() -> send(new ProducerRecord<>(topic.name(), key, bytes), answer));
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(
                    closed
                            ? closed()
                            : new NotSent(NotSent.Reason.TOO_MANY_WAITING, MAX_WAITING + " messages wait for Kafka"));
        }
        return answer.future();
    }

    private void send(ProducerRecord<byte[], byte[]> message, Promise<Void> answer) {
        try {
            var unused = producer.send(
                    message,
                    (stored, failure) -> owner.runOnContext(hopped -> {
                        if (failure == null) {
                            answer.tryComplete();
                        } else {
                            answer.tryFail(notSent(failure));
                        }
                    }));
        } catch (KafkaException | IllegalStateException e) {
            owner.runOnContext(hopped -> answer.tryFail(notSent(e)));
        }
    }

    @Override
    public <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
        return read(topic, Optional.empty(), logged -> handler.apply(logged.message()));
    }

    @Override
    public <M> Future<Void> replay(Topic<M> topic, Position from, Function<Logged<M>, Future<Void>> handler) {
        return read(topic, Optional.of(from), handler);
    }

    private <M> Future<Void> read(Topic<M> topic, Optional<Position> from, Function<Logged<M>, Future<Void>> handler) {
        if (closed) {
            return Future.failedFuture(closed());
        }
        Inbox<M> inbox = new Inbox<>(topic, task -> owner.runOnContext(hopped -> task.run()), this::deadLetter);
        return owner.executeBlocking(this::consumer, false).compose(consumer -> {
            LogReader<M> reader = new LogReader<>(consumer, topic.name(), from, inbox, handler, owner);
            inboxes.add(inbox);
            readers.add(reader);
            if (closed) { // Meanwhile; what close() did not see is never started.
                consumer.close(CloseOptions.timeout(Duration.ZERO));
                return Future.failedFuture(closed());
            }
            return reader.start();
        });
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        MAX_RECORD_BYTES,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        2 * MAX_RECORD_BYTES),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Messages that came in and could not be decoded. */
    public long undecodable() {
        return undecodable.get();
    }

    private void deadLetter(DeadLetter letter) {
        undecodable.incrementAndGet();
        LOG.log(System.Logger.Level.WARNING, "cannot read a message of " + letter.topic() + ": " + letter.reason());
        if (!letter.topic().equals(LogTopics.DEAD_LETTERS.name())) {
            publish(LogTopics.DEAD_LETTERS, letter)
                    .onFailure(cause -> LOG.log(System.Logger.Level.ERROR, "lost a dead letter", cause));
        }
    }

    /** What was sent before goes out first, for at most two seconds. */
    @Override
    public Future<Void> close() {
        closed = true;
        Promise<Void> silent = Promise.promise();
        owner.runOnContext(hopped -> {
            inboxes.forEach(Inbox::close);
            silent.complete();
        });
        return silent.future()
                .compose(done -> owner.owner()
                        .executeBlocking(
                                () -> {
                                    for (LogReader<?> reader : readers) {
                                        reader.close();
                                    }
                                    sender.shutdown();
                                    boolean unused = sender.awaitTermination(1, TimeUnit.SECONDS);
                                    producer.close(Duration.ofSeconds(1));
                                    return null;
                                },
                                false));
    }

    private NotSent closed() {
        return new NotSent(NotSent.Reason.CLOSED, "the wire to " + bootstrap + " is closed");
    }

    private NotSent notSent(Exception failure) {
        return closed
                ? closed()
                : new NotSent(NotSent.Reason.NOT_CONNECTED, "Kafka at " + bootstrap + ": " + failure.getMessage());
    }

    private static Thread senderThread(Runnable work) {
        Thread thread = new Thread(work, "log-sender");
        thread.setDaemon(true);
        return thread;
    }
}
