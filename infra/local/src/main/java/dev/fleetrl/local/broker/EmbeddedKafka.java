package dev.fleetrl.local.broker;

import dev.fleetrl.local.UserError;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * Kafka on one node, broker and controller in one, on this machine's own address. Its entry point is not public API, so
 * the version is pinned.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaRaftServer server;
    private final int port;
    private final BrokerFolder folder;

    private EmbeddedKafka(KafkaRaftServer server, int port, BrokerFolder folder) {
        this.server = server;
        this.port = port;
        this.folder = folder;
    }

    /**
     * Blocks until the broker serves. What it has acknowledged outlives a restart, and the death of this process.
     *
     * @param port 0 for any that is free, the same again after a restart
     */
    public static EmbeddedKafka start(Path folder, int port) {
        BrokerFolder held = BrokerFolder.open(folder);
        try {
            int chosen = held.port("kafka", port);
            int controllerPort = held.port("kafka-controller", 0);
            Path logs = held.resolve("logs").toAbsolutePath();
            formatIfNew(logs);
            KafkaRaftServer server =
                    new KafkaRaftServer(new KafkaConfig(settings(logs, chosen, controllerPort)), Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, chosen, held);
        } catch (UserError e) {
            held.close();
            throw e;
        } catch (Exception e) {
            held.close();
            throw new UserError(
                    "Kafka does not start on port " + port + " in " + folder.toAbsolutePath() + ": " + e.getMessage(),
                    e);
        }
    }

    /** As a client wants it: {@code 127.0.0.1:9092}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        folder.close();
    }

    private static void formatIfNew(Path logs) throws Exception {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(logs);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new Formatter()
                .setPrintStream(nowhere)
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(logs.toString()))
                .setMetadataLogDirectory(logs.toString())
                .setControllerListenerName(CONTROLLER)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .run();
    }

    private static Map<String, String> settings(Path logs, int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
                Map.entry("log.dirs", logs.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", "8388608"),
                Map.entry("replica.fetch.max.bytes", "8388608"),
                // There is one node to copy to.
                Map.entry("default.replication.factor", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // After a crash the node is refused until its own former session has timed out.
                Map.entry("broker.session.timeout.ms", "4000"),
                Map.entry("broker.heartbeat.interval.ms", "1000"),
                // And two cores, which the robots want too.
                Map.entry("num.network.threads", "1"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("log.index.size.max.bytes", "1048576"),
                Map.entry("metadata.max.idle.interval.ms", "5000"));
    }
}
