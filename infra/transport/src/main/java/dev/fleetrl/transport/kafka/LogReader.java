package dev.fleetrl.transport.kafka;

import dev.fleetrl.transport.Inbox;
import dev.fleetrl.transport.Log.Logged;
import dev.fleetrl.transport.Log.Position;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads one topic for one handler on a thread of its own, which owns the consumer. It polls on when all of the last batch
 * is handled: that is the back-pressure. There is no consumer group: whoever reads knows where it is.
 */
final class LogReader<M> {
    private static final System.Logger LOG = System.getLogger(LogReader.class.getName());
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);
    private static final long RETRY_MILLIS = 1_000;
    private static final byte[] NOTHING = {};

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Optional<Position> from;
    private final Inbox<M> inbox;
    private final Function<Logged<M>, Future<Void>> handler;
    private final Context owner;
    private final Thread thread;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private final Promise<Void> caughtUp = Promise.promise();
    private Map<TopicPartition, Long> ends = Map.of();
    private long lookedForPartitionsNanos;

    /**
     * Not yet reading.
     *
     * @param from empty for what comes from now on
     */
    LogReader(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Optional<Position> from,
            Inbox<M> inbox,
            Function<Logged<M>, Future<Void>> handler,
            Context owner) {
        this.consumer = consumer;
        this.topic = topic;
        this.from = from;
        this.inbox = inbox;
        this.handler = handler;
        this.owner = owner;
        this.thread = new Thread(this::run, "log-" + topic);
        thread.setDaemon(true);
    }

    /** Succeeds when all is handled that was there at the call. */
    Future<Void> start() {
        thread.start();
        return caughtUp.future();
    }

    /** Blocks until the consumer is closed. */
    void close() throws InterruptedException {
        closing.complete(null);
        consumer.wakeup();
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }

    private void run() {
        try (consumer) {
            untilClosed(this::begin);
            while (!closing.isDone()) {
                untilClosed(this::readOn);
            }
        }
    }

    /** Kafka's client retries what can be retried; what it gives up on is tried again here, for ever but slowly. */
    private void untilClosed(Runnable work) {
        while (!closing.isDone()) {
            try {
                work.run();
                return;
            } catch (WakeupException e) {
                LOG.log(System.Logger.Level.DEBUG, "closing the reader of " + topic);
            } catch (KafkaException e) {
                LOG.log(System.Logger.Level.ERROR, "cannot read " + topic + "; trying on", e);
                waitFor(closing, RETRY_MILLIS);
            }
        }
    }

    private void begin() {
        List<TopicPartition> partitions = partitions();
        consumer.assign(partitions);
        if (from.isEmpty()) {
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position); // Without this the end is looked up at the first poll, too late.
        } else {
            partitions.forEach(partition ->
                    consumer.seek(partition, from.get().offsets().getOrDefault(partition.partition(), 0L)));
        }
        ends = from.isEmpty() ? Map.of() : consumer.endOffsets(partitions);
        lookedForPartitionsNanos = System.nanoTime();
        tellIfCaughtUp();
    }

    private void readOn() {
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
        if (!batch.isEmpty()) {
            handle(batch);
        }
        if (!closing.isDone()) {
            tellIfCaughtUp();
            addNewPartitions();
        }
    }

    private void handle(ConsumerRecords<byte[], byte[]> batch) {
        CompletableFuture<Void> handled = new CompletableFuture<>();
        owner.runOnContext(hopped -> {
            List<Future<Void>> each = new ArrayList<>(batch.count());
            for (ConsumerRecord<byte[], byte[]> entry : batch) {
                each.add(inbox.receive(
                        topic,
                        entry.value() == null ? NOTHING : entry.value(), // Somebody's tombstone; no message of ours.
                        message -> handler.apply(new Logged<>(message, entry.partition(), entry.offset()))));
            }
            Future.join(each).onComplete(all -> handled.complete(null));
        });
        CompletableFuture.anyOf(handled, closing).join();
    }

    private void tellIfCaughtUp() {
        if (!caughtUp.future().isComplete()
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            owner.runOnContext(hopped -> caughtUp.tryComplete());
        }
    }

    /** Somebody may have raised the number of partitions; what lies in a new one is new in any case. */
    private void addNewPartitions() {
        if (System.nanoTime() - lookedForPartitionsNanos < LOOK_FOR_PARTITIONS.toNanos()) {
            return;
        }
        lookedForPartitionsNanos = System.nanoTime();
        Set<TopicPartition> fresh = new HashSet<>(partitions());
        Set<TopicPartition> all = new HashSet<>(fresh);
        fresh.removeAll(consumer.assignment());
        if (!fresh.isEmpty()) {
            consumer.assign(all);
            consumer.seekToBeginning(fresh);
        }
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("there is no topic " + topic + "; KafkaTopics.ensure creates it");
        }
        return partitions;
    }

    private static void waitFor(CompletableFuture<Void> event, long millis) {
        try {
            event.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (InterruptedException | ExecutionException e) {
            Thread.currentThread().interrupt();
        }
    }
}
