package dev.fleetrl.local.broker;

import dev.fleetrl.local.UserError;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An MQTT broker (Artemis) on this machine's own address, without passwords: nobody else reaches it. Beside that it may listen with TLS,
 * where only certificates of the site's authority come in, and each to what {@link CertificateSecurity} allows.
 */
public final class EmbeddedMqtt implements AutoCloseable {
    private static final int JOURNAL_FILE_BYTES = 4 * 1024 * 1024;
    private static final long MAX_MEMORY_BYTES = 64L * 1024 * 1024;
    private static final int THREADS = 8;

    private final EmbeddedActiveMQ server;
    private final int port;
    private final Optional<BrokerFolder> folder;

    private EmbeddedMqtt(EmbeddedActiveMQ server, int port, Optional<BrokerFolder> folder) {
        this.server = server;
        this.port = port;
        this.folder = folder;
    }

    /**
     * Blocks until the broker serves. What is retained outlives a restart.
     *
     * @param port 0 for any that is free, the same again after a restart
     */
    public static EmbeddedMqtt start(Path folder, int port) {
        return start(folder, port, Optional.empty());
    }

    /** The same, and with TLS besides. */
    public static EmbeddedMqtt start(Path folder, int port, Optional<TlsListener> tls) {
        BrokerFolder held = BrokerFolder.open(folder);
        try {
            int chosen = held.port("mqtt", port);
            ConfigurationImpl config = onDisk(held, chosen);
            if (tls.isPresent()) {
                tls.get().addTo(config, held.resolve("tls"));
            }
            return start(config, chosen, Optional.of(held));
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /** Forgets everything when it is closed. */
    public static EmbeddedMqtt inMemory(int port) {
        int chosen = port == 0 ? BrokerFolder.anyFree() : port;
        BrokerFolder.checkFree(chosen);
        ConfigurationImpl config = configuration(chosen);
        config.setPersistenceEnabled(false);
        return start(config, chosen, Optional.empty());
    }

    /** As a client wants it: {@code tcp://127.0.0.1:1883}. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the MQTT broker did not stop", e);
        } finally {
            folder.ifPresent(BrokerFolder::close);
        }
    }

    private static EmbeddedMqtt start(ConfigurationImpl config, int port, Optional<BrokerFolder> folder) {
        EmbeddedActiveMQ server =
                new EmbeddedActiveMQ().setConfiguration(config).setSecurityManager(new CertificateSecurity());
        try {
            server.start();
        } catch (Exception e) {
            throw new UserError("the MQTT broker does not start on port " + port + ": " + e.getMessage(), e);
        }
        return new EmbeddedMqtt(server, port, folder);
    }

    private static ConfigurationImpl onDisk(BrokerFolder folder, int port) {
        ConfigurationImpl config = configuration(port);
        config.setPersistenceEnabled(true)
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setJournalDirectory(folder.resolve("journal").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(JOURNAL_FILE_BYTES)
                .setJournalMinFiles(2)
                // Power loss may cost the last messages; the robots' spools send them again.
                .setJournalDatasync(false);
        config.setGlobalMaxSize(MAX_MEMORY_BYTES);
        return config;
    }

    private static ConfigurationImpl configuration(int port) {
        ConfigurationImpl config = new ConfigurationImpl();
        config.setName("fleetrl")
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setThreadPoolMaxSize(THREADS)
                .setScheduledThreadPoolMaxSize(2)
                // By default it stops taking messages, without a word, on a disk that is nine tenths full.
                .setMaxDiskUsage(-1);
        config.setCriticalAnalyzer(false);
        config.addAddressSetting("#", new AddressSettings().setDefaultMaxConsumers(-1));
        try {
            config.addAcceptorConfiguration(
                    "mqtt",
                    "tcp://127.0.0.1:" + port + "?protocols=MQTT;remotingThreads=2;securityDomain="
                            + CertificateSecurity.LOOPBACK);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return config;
    }
}
