package dev.fleetrl.policy;

import dev.fleetrl.learning.Device;
import dev.fleetrl.policy.embodiment.Embodiment;
import dev.fleetrl.policy.embodiment.Embodiments;
import dev.fleetrl.policy.remote.RemotePolicy;
import dev.fleetrl.policy.serving.ApiKeys;
import dev.fleetrl.policy.serving.Door;
import dev.fleetrl.policy.serving.ServingConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a policy server runs. Read once, from one file, in {@code main}; every value is in the file.
 *
 * @param name of this server in the log; two servers need two names
 * @param kafka host:port of the log
 * @param data the folder that holds {@code policies/}
 * @param device where TensorFlow computes: {@code auto}, {@code cpu} or {@code gpu:N}
 * @param http where robots ask
 * @param serving how they are answered
 * @param embodiments a folder of files {@code *.yaml} of more embodiments than those that are built in; null for none
 * @param remoteKeys the folder of the keys that we show to other policy servers, one file a key; null for none
 * @param traces the OpenTelemetry collector that hears where the time of answers goes; null: none
 * @param exitWithParent whether to end when standard input does
 */
record PolicyServerConfig(
        String name,
        String kafka,
        String data,
        String device,
        Http http,
        ServingConfig serving,
        Optional<String> embodiments,
        Optional<String> remoteKeys,
        Optional<URI> traces,
        boolean exitWithParent) {
    PolicyServerConfig {
        var unused = Device.checked(device);
    }

    /**
     * Where to listen, and who may come in.
     *
     * @param port 0 takes a free one
     * @param apiKeysFile lines {@code NAME KEY}; null asks nobody for a key
     * @param handshakeSeconds for a request to arrive whole
     * @param idleSeconds of silence that end a connection; pinged three times meanwhile
     * @param maxConnections more are turned away
     */
    record Http(
            String host,
            int port,
            Optional<String> apiKeysFile,
            int handshakeSeconds,
            int idleSeconds,
            int maxConnections) {}

    /** Fails with one clear line where a file is not as it must be. */
    Door door() throws IOException {
        Optional<ApiKeys> keys = http.apiKeysFile().isEmpty()
                ? Optional.empty()
                : Optional.of(ApiKeys.read(Path.of(http.apiKeysFile().get())));
        List<Embodiment> more = new ArrayList<>();
        if (embodiments.isPresent()) {
            try (Stream<Path> files = Files.list(Path.of(embodiments.get()))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".yaml"))
                        .sorted()
                        .toList()) {
                    more.add(Embodiments.read(file.toString(), Files.readAllBytes(file)));
                }
            }
        }
        return new Door(
                keys,
                http.handshakeSeconds(),
                http.idleSeconds(),
                http.maxConnections(),
                Embodiments.shipped().with(more));
    }

    /** The key that a remote policy is asked with; fails with one clear line that does not hold it. */
    Optional<String> shownKey(RemotePolicy policy) throws IOException {
        return policy.apiKeyFile().isEmpty()
                ? Optional.empty()
                : Optional.of(RemotePolicy.key(
                        remoteKeys.map(Path::of), policy.apiKeyFile().get()));
    }
}
