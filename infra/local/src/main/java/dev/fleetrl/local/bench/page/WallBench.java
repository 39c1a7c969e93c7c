package dev.fleetrl.local.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.local.broker.EmbeddedMqtt;
import dev.fleetrl.local.site.LocalSite;
import dev.fleetrl.local.site.SiteSettings;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.mqtt.MqttWire;
import dev.fleetrl.ui.CorrectionUiConfig;
import dev.fleetrl.ui.CorrectionUiVerticle;
import dev.fleetrl.ui.people.Sessions;
import dev.fleetrl.ui.signin.SignInSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * A wall of many robots in a browser that scrolls through it. First real simulated robots are recorded; then many robots say what these
 * said, over MQTT, each its state four times a second and a picture when it is asked.
 */
public final class WallBench {
    private static final int RECORDED = 8;
    private static final int RECORDED_GLANCES = 60;
    private static final long GLANCE_MILLIS = 333;
    private static final long STATE_MILLIS = 250;
    private static final int ROBOTS_A_LINK = 25;
    private static final double MOST_BLOCKED_PERCENT = 5;
    private static final double MOST_GROWTH_PERCENT = 5;
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final List<Link> links = new ArrayList<>();
    private final Consumer<String> progress;

    private WallBench(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param folder empty
     */
    public static List<Figure> run(Path folder, int robots, int minutes, Consumer<String> progress) throws Exception {
        Browser browser = new Browser(progress);
        WallBench bench = new WallBench(progress);
        try {
            return bench.measure(browser, bench.record(folder), robots, minutes);
        } finally {
            done(bench.vertx.close());
        }
    }

    private List<Recording.Track> record(Path folder) throws Exception {
        SiteSettings settings = new SiteSettings(
                folder.resolve("site"),
                RECORDED,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                "pick",
                SiteSettings.ArmKind.SIMULATED,
                Optional.empty());
        try (LocalSite site = LocalSite.start(settings, progress, progress)) {
            TeleopBench.demonstrate(site);
            Link link = link(site.mqtt(), "recorder");
            Recording recording = done(Recording.of(LocalSite.ID, link));
            progress.accept("recording " + RECORDED + " simulated robots");
            for (int glances = 0; glances < RECORDED_GLANCES; glances++) {
                TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
                recording.glance();
            }
            done(link.close());
            links.clear();
            return recording.tracks();
        }
    }

    private List<Figure> measure(Browser browser, List<Recording.Track> tracks, int robots, int minutes)
            throws Exception {
        EmbeddedMqtt broker = EmbeddedMqtt.inMemory(0);
        try {
            CorrectionUiVerticle page =
                    new CorrectionUiVerticle(page(broker), link(broker.url(), "page"), System::currentTimeMillis);
            done(vertx.deployVerticle(page));
            progress.accept("replaying " + robots + " robots from " + tracks.size());
            List<ReplayedRobot> wall = replay(broker, tracks, robots);
            for (ReplayedRobot robot : wall) {
                done(robot.begin());
            }
            speak(wall);
            String url = "http://127.0.0.1:" + page.port();
            return figures(browser.run("e2e/wall.mjs", url, Integer.toString(robots), Integer.toString(minutes)));
        } finally {
            for (Link link : links) {
                done(link.close());
            }
            broker.close();
        }
    }

    private List<ReplayedRobot> replay(EmbeddedMqtt broker, List<Recording.Track> tracks, int robots) {
        List<ReplayedRobot> wall = new ArrayList<>();
        Link link = link(broker.url(), "robots-0");
        for (int i = 0; i < robots; i++) {
            if (i > 0 && i % ROBOTS_A_LINK == 0) {
                link = link(broker.url(), "robots-" + i);
            }
            RobotId id = new RobotId(String.format(Locale.ROOT, "cell-%03d", i + 1));
            wall.add(new ReplayedRobot(LocalSite.ID, link, id, tracks.get(i % tracks.size()), 7 * i));
        }
        return wall;
    }

    /** Each four times a second, at its own moment. */
    private void speak(List<ReplayedRobot> wall) {
        for (int i = 0; i < wall.size(); i++) {
            ReplayedRobot robot = wall.get(i);
            long delay = 1 + i * STATE_MILLIS / wall.size();
            vertx.setTimer(delay, first -> vertx.setPeriodic(STATE_MILLIS, timer -> robot.say()));
        }
    }

    private static CorrectionUiConfig page(EmbeddedMqtt broker) {
        return new CorrectionUiConfig(
                URI.create(broker.url()),
                Optional.empty(),
                LocalSite.ID,
                new CorrectionUiConfig.Http("127.0.0.1", 0),
                Optional.empty(),
                URI.create("http://127.0.0.1:9"),
                Optional.empty(),
                Set.of(),
                new SignInSettings.ByName(),
                new Sessions.Limits(12, 120),
                1_500,
                600_000,
                0,
                Map.of(),
                false);
    }

    private static List<Figure> figures(String said) throws IOException {
        JsonNode notes = new ObjectMapper().readTree(said);
        double millis = notes.path("millis").asDouble();
        JsonNode seen = notes.path("seen");
        double[] heap = numbers(notes.path("heap"));
        double[] resident = numbers(notes.path("resident"));
        return List.of(
                Figure.atMost(
                        "main thread in tasks of more than 50 ms",
                        100 * seen.path("longMillis").asDouble() / millis,
                        "%",
                        MOST_BLOCKED_PERCENT),
                Figure.ofNote("longest task", seen.path("longestMillis").asDouble(), "ms"),
                Figure.ofNote("main thread busy, all told", notes.path("busy").asDouble(), "%"),
                Figure.ofNote("  of it script", notes.path("script").asDouble(), "%"),
                Figure.ofNote("  of it style and layout", notes.path("layout").asDouble(), "%"),
                Figure.ofNote("frames", perSecond(seen.path("frames"), millis), "1/s"),
                Figure.ofNote(
                        "frames later than 50 ms",
                        100
                                * seen.path("lateFrames").asDouble()
                                / seen.path("frames").asDouble(),
                        "%"),
                Figure.ofNote("states heard", perSecond(seen.path("states"), millis), "1/s"),
                Figure.ofNote("pictures drawn", perSecond(seen.path("pictures"), millis), "1/s"),
                Figure.ofNote("heap after collection, first", heap[0], "MB"),
                Figure.ofNote("heap after collection, last", heap[heap.length - 1], "MB"),
                Figure.atMost("heap, last third against the first", growth(heap), "%", MOST_GROWTH_PERCENT),
                Figure.ofNote("resident memory, first", resident[0], "MB"),
                Figure.ofNote("resident memory, last", resident[resident.length - 1], "MB"),
                Figure.ofNote("resident memory, last third against the first", growth(resident), "%"));
    }

    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** How much more is needed in the last third of the time than in the first, percent. */
    static double growth(double[] heap) {
        int third = Math.max(1, heap.length / 3);
        double first = 0;
        double last = 0;
        for (int i = 0; i < third; i++) {
            first += heap[i];
            last += heap[heap.length - 1 - i];
        }
        return 100 * (last / first - 1);
    }

    private static double perSecond(JsonNode count, double millis) {
        return count.asDouble() * TimeUnit.SECONDS.toMillis(1) / millis;
    }

    private Link link(String mqtt, String name) {
        Link link = MqttWire.open(
                vertx.getOrCreateContext(),
                MqttSettings.of(URI.create(mqtt), "fleetrl-bench-" + name),
                Optional.empty(),
                letter -> {});
        links.add(link);
        return link;
    }

    @CanIgnoreReturnValue
    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
