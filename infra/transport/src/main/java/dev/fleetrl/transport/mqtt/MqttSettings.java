package dev.fleetrl.transport.mqtt;

import dev.fleetrl.transport.tls.TlsFolder;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach the broker.
 *
 * @param broker such as {@code tcp://127.0.0.1:1883} or {@code ssl://broker:8883}
 * @param clientId unlike any other client's: the broker throws out the older of two
 * @param keepAlive after one and a half of these without a word the broker publishes the will; whole seconds
 * @param tls who the client is, with {@code ssl}; read anew for each connection
 */
public record MqttSettings(URI broker, String clientId, Duration keepAlive, Optional<TlsFolder> tls) {
    public MqttSettings {
        String scheme = String.valueOf(broker.getScheme());
        if (!(scheme.equals("tcp") || scheme.equals("ssl")) || broker.getHost() == null || broker.getPort() < 0) {
            throw new IllegalArgumentException(
                    "mqtt: '" + broker + "' should look like tcp://host:1883 or ssl://host:8883");
        }
        if (scheme.equals("ssl") != tls.isPresent()) {
            throw new IllegalArgumentException(
                    tls.isPresent()
                            ? "tls: certificates are for ssl://host:8883, and mqtt is " + broker
                            : "tls: " + broker + " needs the folder of ca.pem and of the process's own certificate");
        }
        if (keepAlive.toSeconds() < 1) {
            throw new IllegalArgumentException("mqtt: keepAlive must be at least 1 s, not " + keepAlive);
        }
    }

    public static MqttSettings of(URI broker, String clientId) {
        return of(broker, clientId, Optional.empty());
    }

    /** A robot that is gone shows as gone after 6 to 8 s. */
    public static MqttSettings of(URI broker, String clientId, Optional<TlsFolder> tls) {
        return new MqttSettings(broker, clientId, Duration.ofSeconds(5), tls);
    }
}
