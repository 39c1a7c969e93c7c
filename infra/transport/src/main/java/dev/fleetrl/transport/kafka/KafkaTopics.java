package dev.fleetrl.transport.kafka;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the log and how long Kafka keeps them. */
public final class KafkaTopics {
    /** All of them. */
    public static final List<Topic<?>> ALL = List.of(
            LogTopics.STEPS,
            LogTopics.EPISODES,
            LogTopics.LABELS,
            LogTopics.MODELS,
            LogTopics.ROLLOUTS,
            LogTopics.REQUESTS,
            LogTopics.HELP,
            LogTopics.DONE,
            LogTopics.PROGRESS,
            LogTopics.TRIAGE,
            LogTopics.AUDIT,
            LogTopics.DEAD_LETTERS);

    /** A step lives on in the sealed episode. What is not named here is a decision and kept for good. */
    private static final Map<String, Duration> RETENTION = Map.of(
            LogTopics.STEPS.name(), Duration.ofDays(7),
            LogTopics.HELP.name(), Duration.ofDays(30),
            LogTopics.DONE.name(), Duration.ofDays(7),
            LogTopics.PROGRESS.name(), Duration.ofDays(1),
            LogTopics.TRIAGE.name(), Duration.ofDays(30),
            LogTopics.AUDIT.name(), Duration.ofDays(730),
            LogTopics.DEAD_LETTERS.name(), Duration.ofDays(30));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private KafkaTopics() {}

    /**
     * Creates what is missing and leaves alone what is there; blocks. Replication is the cluster's default.
     *
     * @param partitions how many instances may share the work on one topic; can be raised later, and never lowered
     */
    public static void ensure(String bootstrap, int partitions, Collection<? extends Topic<?>> topics) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(PATIENCE.toMillis()),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000);
        try (Admin admin = Admin.create(settings)) {
            Set<String> present = admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> missing = new ArrayList<>();
            for (Topic<?> topic : topics) {
                if (!present.contains(topic.name())) {
                    missing.add(newTopic(topic.name(), partitions));
                }
            }
            for (var created : admin.createTopics(missing).values().values()) {
                awaitCreated(created.toCompletionStage().toCompletableFuture());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka at " + bootstrap + " does not answer; is it running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    /** Another process may have been faster. */
    private static void awaitCreated(Future<?> created)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            created.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static NewTopic newTopic(String name, int partitions) {
        Duration kept = RETENTION.get(name);
        return new NewTopic(name, Optional.of(partitions), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        kept == null ? "-1" : String.valueOf(kept.toMillis()),
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        "-1",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(KafkaWire.MAX_RECORD_BYTES)));
    }
}
