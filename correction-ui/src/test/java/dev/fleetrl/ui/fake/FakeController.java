package dev.fleetrl.ui.fake;

import dev.fleetrl.contracts.Frame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers what the page asks of a fleet-controller, with made-up figures. */
public final class FakeController {
    /** What it answers, a file a path: {@code metrics-throughput.json}, and {@code .csv} where that is asked for. */
    private static final String RECORDED = "/fake/";

    private static final String REVIEW = """
            {"recorded":{"outcome":"FAILURE","reason":"stalled","source":"ENVIRONMENT"},"outcome":"FAILURE","disputed":false,
            "verdicts":[],"exclusion":null}""";

    /** Newest first. */
    private static final Deque<String> AUDIT = new ConcurrentLinkedDeque<>();

    private FakeController() {}

    /** Answers the port. */
    public static Future<Integer> listen(Vertx vertx) {
        return vertx.createHttpServer()
                .requestHandler(FakeController::answer)
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort);
    }

    /** Whatever it is asked with: the filters of a query change nothing. */
    public static void answer(HttpServerRequest request) {
        String path = request.path().replace("/api/v1/", "");
        if (path.equals("audit") && request.method().equals(HttpMethod.POST)) {
            request.body()
                    .onSuccess(record -> AUDIT.addFirst(record.toString()))
                    .compose(record -> request.response().end())
                    .onFailure(Throwable::printStackTrace);
        } else if (path.equals("audit")) {
            end(request, "{\"records\":[" + String.join(",", AUDIT) + "]}");
        } else if (path.endsWith(".jpg")) {
            int step = Integer.parseInt(path.replaceAll(".*/frames/(\\d+)/.*", "$1"));
            float[] pose = {0.45f, -0.2f + step * 0.005f, 0.25f, 0, 0, 0};
            Frame frame = FakePictures.draw(path.endsWith("wrist.jpg") ? "wrist" : "third", "cell-1", pose, 1);
            end(request, "image/jpeg", Buffer.buffer(frame.jpeg().toArray()));
        } else if (recorded(request, path).isPresent()) {
            boolean csv = "csv".equals(request.getParam("format"));
            end(
                    request,
                    csv ? "text/csv" : "application/json",
                    recorded(request, path).get());
        } else if (path.endsWith("/publish")) {
            end(request, "{}");
        } else if (path.equals("episodes")) {
            end(
                    request,
                    IntStream.range(0, 12)
                            .mapToObj(FakeController::manifest)
                            .collect(Collectors.joining(
                                    ",", "{\"episodes\":[", "],\"next\":null,\"total\":12,\"reviews\":{}}")));
        } else {
            end(
                    request,
                    "{\"manifest\":" + manifest(4) + ",\"cameras\":[\"third\",\"wrist\"],\"labels\":\"round-2\","
                            + "\"labelRuns\":[\"round-2\"],\"epsilon\":0.01,\"review\":" + REVIEW + ",\"steps\":"
                            + IntStream.range(0, 84)
                                    .mapToObj(FakeController::step)
                                    .collect(Collectors.joining(",", "[", "]"))
                            + "}");
        }
    }

    private static Optional<Buffer> recorded(HttpServerRequest request, String path) {
        String list = path.startsWith("rollouts/") ? "rollouts" : path;
        String name = list.replace('/', '-') + ("csv".equals(request.getParam("format")) ? ".csv" : ".json");
        try (InputStream file = FakeController.class.getResourceAsStream(RECORDED + name)) {
            return file == null ? Optional.empty() : Optional.of(Buffer.buffer(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String manifest(int i) {
        String id = "practice-1-" + (1200 - i) + "-a0";
        boolean success = i % 3 != 1;
        return String.format(
                Locale.ROOT,
                """
            {"schema":"fleetrl-episode/1","episode":"%s","robot":"cell-%d","session":"s1","plan":{"episode":"%s",
            "collection":"practice-1","task":"pick","cohort":"TRAIN","driver":{"source":"policy","version":"pick-r2"},
            "seed":1,"pace":1.0},"instruction":"put the red cube in the bin","hz":10,"timeLimitSteps":120,
            "startedAtMillis":1700000000000,"durationMillis":%d,"ending":{"outcome":"%s","reason":"%s",
            "source":"ENVIRONMENT"},"steps":84,"correctionSteps":%d,"interventions":%d,"operators":[],"file":"f",
            "sha256":"0"}""",
                id,
                1 + i % 7,
                id,
                5200 + 700 * i,
                success ? "SUCCESS" : "FAILURE",
                success ? "in-bin" : "stalled",
                i % 4 == 0 ? 23 : 0,
                i % 4 == 0 ? 1 : 0);
    }

    private static String step(int i) {
        String source = i < 30 || i > 60 ? "policy" : i < 37 ? "hold" : "correction";
        return String.format(
                Locale.ROOT,
                "{\"index\":%d,\"source\":\"%s\",\"who\":%s,\"stage\":1,\"guard\":[],\"value\":%f,\"advantage\":0.02,"
                        + "\"positive\":true,\"progress\":null}",
                i,
                source,
                source.equals("policy") ? "\"pick-r2\"" : source.equals("correction") ? "\"ada\"" : "null",
                -0.8 + i * 0.009);
    }

    private static void end(HttpServerRequest request, String json) {
        end(request, "application/json", Buffer.buffer(json));
    }

    private static void end(HttpServerRequest request, String type, Buffer body) {
        request.response().putHeader("Content-Type", type).end(body).onFailure(Throwable::printStackTrace);
    }
}
