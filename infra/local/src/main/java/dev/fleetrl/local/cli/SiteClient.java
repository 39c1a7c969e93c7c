package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.local.UserError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A running site as a script sees it: the REST API, through the page's address. */
public final class SiteClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI site;

    public SiteClient(URI site) {
        this.site = site;
    }

    /** What lies at a path below {@code /api/v1/}. */
    public JsonNode get(String path) {
        return tree(send(request(path).GET()));
    }

    /** Asks for something under an id of the caller's; asking twice changes nothing. */
    public <M> JsonNode put(String path, Class<M> type, M body) {
        return tree(send(request(path).PUT(BodyPublishers.ofByteArray(Codec.JSON.encode(type, body)))));
    }

    public JsonNode post(String path) {
        return tree(send(request(path).POST(BodyPublishers.noBody())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(site.resolve("/api/v1/" + path))
                .timeout(Duration.ofSeconds(20))
                .header("content-type", "application/json");
    }

    private byte[] send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new UserError(reason(request, response));
            }
            return response.body();
        } catch (ConnectException e) {
            throw new UserError(
                    "no site answers at " + site + "; start one with './fleetrl up', or name another with --url", e);
        } catch (IOException e) {
            throw new UserError("the site at " + site + " did not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    private static String reason(HttpRequest request, HttpResponse<byte[]> response) {
        String error = tree(response.body()).path("error").asText("");
        return error.isEmpty()
                ? request.method() + " " + request.uri() + " was answered with " + response.statusCode()
                : error;
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
