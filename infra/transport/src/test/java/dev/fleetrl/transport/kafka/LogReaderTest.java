package dev.fleetrl.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.transport.Inbox;
import dev.fleetrl.transport.Log;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LogReaderTest {
    private static final String TOPIC = LogTopics.DEAD_LETTERS.name();
    private static final DeadLetter LETTER = new DeadLetter("some/topic", "unreadable", Bytes.of(new byte[] {1}));

    private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    private final List<DeadLetter> heard = new CopyOnWriteArrayList<>();

    @Test
    void readsOnBehindARecordWithoutAValue() throws Exception {
        Vertx vertx = Vertx.vertx();
        Context owner = vertx.getOrCreateContext();
        Inbox<DeadLetter> inbox =
                new Inbox<>(LogTopics.DEAD_LETTERS, task -> owner.runOnContext(hop -> task.run()), deadLetters::add);
        LogReader<DeadLetter> reader = new LogReader<>(
                twoRecords(),
                TOPIC,
                Optional.of(Log.Position.START),
                inbox,
                logged -> {
                    heard.add(logged.message());
                    return Future.succeededFuture();
                },
                owner);

        reader.start().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        reader.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);

        assertThat(heard).containsExactly(LETTER);
        assertThat(deadLetters).hasSize(1);
    }

    /** Nothing at all, then a letter. */
    private static MockConsumer<byte[], byte[]> twoRecords() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, 2L));
        byte[] letter = LogTopics.DEAD_LETTERS.codec().encode(DeadLetter.class, LETTER);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, 0, null, null));
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, 1, null, letter));
        });
        return consumer;
    }
}
