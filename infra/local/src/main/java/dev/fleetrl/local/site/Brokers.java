package dev.fleetrl.local.site;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.local.broker.EmbeddedKafka;
import dev.fleetrl.local.broker.EmbeddedMqtt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The two brokers that a site runs on: embedded ones, or whichever the caller named. */
final class Brokers implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Brokers.class.getName());

    private final List<Runnable> stops = new ArrayList<>();
    private final String mqtt;
    private final String kafka;

    private Brokers(SiteSettings settings, Path data) {
        try {
            mqtt = settings.mqtt().orElseGet(() -> embeddedMqtt(data.resolve("mqtt")));
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

    private String embeddedMqtt(Path folder) {
        EmbeddedMqtt broker = EmbeddedMqtt.start(folder, 0);
        stops.add(broker::close);
        return broker.url();
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
