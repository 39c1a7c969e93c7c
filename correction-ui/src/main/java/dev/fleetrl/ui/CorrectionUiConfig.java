package dev.fleetrl.ui;

import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.tls.TlsFolder;
import dev.fleetrl.ui.people.Sessions;
import dev.fleetrl.ui.signin.IpAddress;
import dev.fleetrl.ui.signin.SignIn;
import dev.fleetrl.ui.signin.SignInSettings;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How the page's backend runs. Read once, from one file, in {@code main}; every value is in the file.
 *
 * @param mqtt the robots' broker
 * @param tls with {@code ssl://} as mqtt: folder of {@code ca.pem} and {@code correction-ui.pem}; null with {@code tcp://}
 * @param http where to serve the page; port 0 is any free one
 * @param metrics where Prometheus is answered, apart from the page; null: nowhere
 * @param controller the fleet-controller, to which {@code /api/*} is handed on
 * @param address of the page as people open it, with https where something before this process encrypts; null: as {@code http} says
 * @param proxies addresses of what hands on to this process, and is believed when it says for whom (X-Forwarded-For)
 * @param people how they sign in
 * @param sessions how long a sign-in is good for
 * @param staleMillis how long a robot's state counts as live: three periods of the slowest robot
 * @param forgetMillis how long a silent robot stays on the wall
 * @param viewDegrees how the main camera looks onto the robot's base, so that "up" on the tablet is away from the camera: 0
 *     from behind the robot (up is +x), counted anticlockwise as seen from above; a tablet may turn it further
 * @param taskViewDegrees the same for tasks whose main camera stands elsewhere
 * @param exitWithParent whether to end when standard input does
 */
public record CorrectionUiConfig(
        URI mqtt,
        Optional<String> tls,
        SiteId site,
        Http http,
        Optional<Http> metrics,
        URI controller,
        Optional<URI> address,
        Set<String> proxies,
        SignInSettings people,
        Sessions.Limits sessions,
        long staleMillis,
        long forgetMillis,
        int viewDegrees,
        Map<String, Integer> taskViewDegrees,
        boolean exitWithParent) {
    /** What its certificate and the broker's rules call it. */
    private static final String NAME = "correction-ui";

    /** A browser leaves them out. */
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

    /** Its own, for the broker. */
    Optional<TlsFolder> certificates() {
        return tls.map(folder -> new TlsFolder(Path.of(folder), NAME));
    }

    /** How the broker is reached; refuses, in one line, a certificate that cannot be used. */
    MqttSettings broker() {
        Optional<TlsFolder> own = certificates();
        own.ifPresent(folder -> {
            var unused = folder.read().requireValid(Instant.now());
        });
        return MqttSettings.of(mqtt, "fleetrl-ui-" + UUID.randomUUID(), own);
    }

    /** Where a server listens. */
    public record Http(String host, int port) {
        private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

        static boolean isLoopback(String host) {
            return LOOPBACK.contains(host);
        }
    }

    SignIn.Settings signIn() {
        return new SignIn.Settings(people, sessions, isEncrypted(), proxyAddresses());
    }

    private Set<InetAddress> proxyAddresses() {
        return proxies.stream().flatMap(proxy -> IpAddress.of(proxy).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private boolean isEncrypted() {
        return address.map(URI::getScheme).equals(Optional.of("https"));
    }

    /** What a browser says that the page's own requests come from. */
    Optional<String> origin() {
        return address.map(page -> {
            boolean isUsual = page.getPort() < 0 || page.getPort() == DEFAULT_PORTS.getOrDefault(page.getScheme(), -1);
            String host = page.getHost().toLowerCase(Locale.ROOT);
            return page.getScheme() + "://" + host + (isUsual ? "" : ":" + page.getPort());
        });
    }

    /** What whoever starts it should know. */
    Optional<String> warning() {
        return Http.isLoopback(http.host()) || isEncrypted()
                ? Optional.empty()
                : Optional.of("passwords and sessions cross the network in the clear: http.host is " + http.host()
                        + " and address is not https; put a proxy with TLS before it (docs/operate.md, People)");
    }

    public CorrectionUiConfig {
        taskViewDegrees = Map.copyOf(taskViewDegrees);
        proxies = Set.copyOf(proxies);
        proxies.stream()
                .filter(proxy -> IpAddress.of(proxy).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "proxies: '" + name + "' must be an IP address, such as 10.0.0.5");
                });
        if (controller.getHost() == null || controller.getPort() < 0) {
            throw new IllegalArgumentException(
                    "controller '" + controller + "' must be like http://127.0.0.1:8081, with a port");
        }
        if (people instanceof SignInSettings.ByName && !Http.isLoopback(http.host())) {
            throw new IllegalArgumentException("people: {by: name} lets in whoever says a name, and http.host is "
                    + http.host() + "; use {by: file} or {by: oidc}, or http.host: 127.0.0.1");
        }
        if (address.isPresent()
                && (address.get().getHost() == null
                        || !DEFAULT_PORTS.containsKey(address.get().getScheme()))) {
            throw new IllegalArgumentException(
                    "address '" + address.get() + "' must be like https://fleet.example.org");
        }
        if (people instanceof SignInSettings.ByOidc && address.isEmpty()) {
            throw new IllegalArgumentException(
                    "people: {by: oidc} needs the page's address, like https://fleet.example.org, to come back to");
        }
        if (staleMillis < 1 || forgetMillis < staleMillis) {
            throw new IllegalArgumentException("staleMillis must be positive and forgetMillis not below it");
        }
    }
}
