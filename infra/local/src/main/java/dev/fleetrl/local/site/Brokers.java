package dev.fleetrl.local.site;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.controller.identity.CertificateAuthority;
import dev.fleetrl.local.broker.EmbeddedKafka;
import dev.fleetrl.local.broker.EmbeddedMqtt;
import dev.fleetrl.local.broker.TlsListener;
import dev.fleetrl.transport.tls.TlsFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The two brokers that a site runs on: embedded ones, or whichever the caller named. */
final class Brokers implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Brokers.class.getName());

    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(365);

    private final List<Runnable> stops = new ArrayList<>();
    private final String mqtt;
    private final String kafka;

    private Brokers(SiteSettings settings, Path data) {
        try {
            mqtt = settings.mqtt().orElseGet(() -> embeddedMqtt(settings, data));
            kafka = settings.kafka().orElseGet(() -> embeddedKafka(data.resolve("kafka")));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static Brokers start(SiteSettings settings, Path data) {
        return new Brokers(settings, data);
    }

    String mqtt() {
        return mqtt;
    }

    String kafka() {
        return kafka;
    }

    private String embeddedMqtt(SiteSettings settings, Path data) {
        Optional<TlsListener> tls = settings.mqttTls().map(port -> listener(data, port));
        EmbeddedMqtt broker = EmbeddedMqtt.start(data.resolve("mqtt"), 0, tls);
        stops.add(broker::close);
        return broker.url();
    }

    /** With a certificate that is made anew at each start. */
    private static TlsListener listener(Path data, int port) {
        TlsFolder files = new TlsFolder(data.resolve("mqtt").resolve("tls"), "broker");
        try {
            Instant now = Instant.now();
            var unused = CertificateAuthority.open(CertificateAuthority.folder(data), now)
                    .issue(files, List.of("127.0.0.1", "localhost"), now, CERTIFICATE_LIFE);
            return new TlsListener("127.0.0.1", port, files);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write below " + data, e);
        }
    }

    private String embeddedKafka(Path folder) {
        EmbeddedKafka broker = EmbeddedKafka.start(folder, 0);
        stops.add(broker::close);
        return broker.bootstrap();
    }

    /** The last one that was started first; each of them, even when another does not end well. */
    @Override
    public void close() {
        while (!stops.isEmpty()) {
            Runnable last = stops.remove(stops.size() - 1);
            try {
                last.run();
            } catch (RuntimeException e) {
                LOG.log(WARNING, "a broker did not end well", e);
            }
        }
    }
}
