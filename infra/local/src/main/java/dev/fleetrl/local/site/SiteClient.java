package dev.fleetrl.local.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.local.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running site as a script sees it: the REST API, through the page's address. */
public final class SiteClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OUR_FAULT = 500;
    private static final int UNAUTHORIZED = 401;

    /** What the page says while the controller behind it is away. */
    private static final Set<Integer> AWAY = Set.of(502, 503, 504);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI site;

    public SiteClient(URI site) {
        if (!Set.of("http", "https").contains(String.valueOf(site.getScheme())) || site.getHost() == null) {
            throw new UserError("'" + site + "' is no address of a site; it must be like http://127.0.0.1:8080");
        }
        this.site = site;
    }

    /** Nothing answers there now; whoever waits may ask again. */
    public static final class Silent extends UserError {
        private static final long serialVersionUID = 1;

        private Silent(String message, Throwable cause) {
            super(message, cause);
        }

        private Silent(String message) {
            super(message);
        }
    }

    /** What lies at a path below {@code /api/v1/}. */
    public JsonNode get(String... path) {
        return send(request(path).GET());
    }

    /** Asks for something under an id of the caller's; asking twice changes nothing. */
    public <M> JsonNode put(Class<M> type, M body, String... path) {
        return send(request(path).PUT(BodyPublishers.ofByteArray(Codec.JSON.encode(type, body))));
    }

    /** Asks for what the path says all of; asking twice changes nothing. */
    public JsonNode put(String... path) {
        return send(request(path).PUT(BodyPublishers.noBody()));
    }

    /** Asks for something that is new each time. */
    public JsonNode post(String... path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String... path) {
        String encoded = Stream.of(path)
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return HttpRequest.newBuilder(site.resolve("/api/v1/" + encoded))
                .timeout(Duration.ofSeconds(20))
                .header("content-type", "application/json");
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw refused(request, response);
            }
            return tree(response)
                    .orElseThrow(() -> new UserError(
                            "what answers at " + site + " is no FleetRL site; name another address with --url"));
        } catch (IOException e) {
            throw new Silent(
                    "no site answers at " + site + "; start one with './fleetrl up', or name another with --url", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    private static RuntimeException refused(HttpRequest request, HttpResponse<byte[]> response) {
        String reason = tree(response)
                .map(answer -> answer.path("error").asText(""))
                .filter(error -> !error.isEmpty())
                .orElse(request.method() + " " + request.uri() + " was answered with " + response.statusCode());
        if (response.statusCode() == UNAUTHORIZED) {
            return new UserError("people sign in at " + request.uri().resolve("/")
                    + ", and scripts do not; on the controller's host, name the controller's own address with --url");
        }
        if (AWAY.contains(response.statusCode())) {
            return new Silent(reason);
        }
        return response.statusCode() == OUR_FAULT ? new IllegalStateException(reason) : new UserError(reason);
    }

    private static Optional<JsonNode> tree(HttpResponse<byte[]> response) {
        try {
            return Optional.ofNullable(JSON.readTree(response.body())).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
