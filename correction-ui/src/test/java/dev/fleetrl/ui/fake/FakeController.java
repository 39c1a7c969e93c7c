package dev.fleetrl.ui.fake;

import dev.fleetrl.contracts.Frame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers what the page asks of a fleet-controller, with made-up figures. */
public final class FakeController {
    private static final String ROUNDS = """
            {"rounds":[{"round":"round-3","request":{"version":"pick-r3","recipe":"recap"},"doing":"training","fraction":0.42,"secondsLeft":38,
            "failed":null},{"round":"round-2","request":{"version":"pick-r2","recipe":"recap"},"doing":"finished","fraction":1,
            "secondsLeft":0,"failed":null}]}""";

    private static final String REVIEW = """
            {"recorded":{"outcome":"FAILURE","reason":"stalled","source":"ENVIRONMENT"},"outcome":"FAILURE","disputed":false,
            "verdicts":[],"exclusion":null}""";

    private FakeController() {}

    /** Answers the port. */
    public static Future<Integer> listen(Vertx vertx) {
        return vertx.createHttpServer()
                .requestHandler(FakeController::answer)
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort);
    }

    private static void answer(HttpServerRequest request) {
        String path = request.path().replace("/api/v1/", "");
        if (path.endsWith(".jpg")) {
            int step = Integer.parseInt(path.replaceAll(".*/frames/(\\d+)/.*", "$1"));
            float[] pose = {0.45f, -0.2f + step * 0.005f, 0.25f, 0, 0, 0};
            Frame frame = FakePictures.draw(path.endsWith("wrist.jpg") ? "wrist" : "third", "cell-1", pose, 1);
            end(request, "image/jpeg", Buffer.buffer(frame.jpeg().toArray()));
        } else if (path.startsWith("metrics/throughput")) {
            end(
                    request,
                    "{\"rows\":[" + row("pick-base", 60, 31, 118, 21) + "," + row("pick-r1", 60, 41, 171, 26) + ","
                            + row("pick-r2", 60, 49, 224, 24) + "," + row("pick-r3", 6, 5, 231, 80) + "]}");
        } else if (path.equals("rounds")) {
            end(request, ROUNDS);
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

    private static String row(String version, int episodes, int successes, int perHour, int margin) {
        double rate = (double) successes / episodes;
        return String.format(
                Locale.ROOT,
                "{\"version\":\"%s\",\"task\":\"pick\",\"cohort\":\"EVALUATION\",\"episodes\":%d,\"successes\":%d,"
                        + "\"assisted\":0,\"aborted\":0,\"successRate\":%f,\"successInterval\":[%f,%f],"
                        + "\"throughputPerHour\":%d,\"throughputInterval\":[%d,%d],\"grossPerHour\":%d,\"interventions\":0,"
                        + "\"correctionSteps\":0,\"trainSeconds\":71.5,\"recipe\":\"recap\"}",
                version,
                episodes,
                successes,
                rate,
                rate - 0.12,
                Math.min(1, rate + 0.1),
                perHour,
                perHour - margin,
                perHour + margin,
                perHour / 2);
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
