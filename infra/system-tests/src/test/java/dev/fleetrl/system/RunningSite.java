package dev.fleetrl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.site.LocalSite;
import dev.fleetrl.local.site.SiteClient;
import dev.fleetrl.local.site.SiteSettings;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.kafka.KafkaWire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A whole site with two simulated robots, and what a test wants to know of it. */
final class RunningSite implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LocalSite site;
    private final SiteClient client;

    private RunningSite(LocalSite site) {
        this.site = site;
        client = new SiteClient(site.url());
    }

    static RunningSite start(Path data) {
        return start(data, SiteSettings.ArmKind.SIMULATED);
    }

    static RunningSite start(Path data, SiteSettings.ArmKind arm) {
        return start(data, arm, Optional.empty());
    }

    static RunningSite start(Path data, SiteSettings.ArmKind arm, Optional<Integer> mqttTls) {
        SiteSettings settings = new SiteSettings(
                data, 2, 0, 0, Optional.empty(), mqttTls, Optional.empty(), false, "pick", arm, Optional.empty());
        return new RunningSite(LocalSite.start(settings, what -> {}, complaint -> {}));
    }

    String url() {
        return site.url().toString();
    }

    /** A token for a robot's first certificate. */
    String token(String robot) {
        return client.post("robots", robot, "enrolment").path("token").asText();
    }

    JsonNode robot(String id) {
        return client.get("robots", id);
    }

    void kill(String service) {
        site.kill(service);
    }

    /** Asks the scripted expert for so many demonstrations, in front of people. */
    void demonstrate(String id, int episodes, long firstSeed) {
        client.put(
                CollectionRequest.class,
                new CollectionRequest(
                        new CollectionId(id),
                        new TaskId("pick"),
                        Cohort.TRAIN,
                        new ActionSource.Demonstration(new OperatorId("scripted-expert")),
                        episodes,
                        firstSeed,
                        1),
                "collections",
                id);
    }

    /** Trains a policy of the round's name on a collection, by imitation and hardly at all. */
    void train(String round, String collection, int steps) {
        client.put(
                RoundRequest.class,
                new RoundRequest(
                        new RoundId(round),
                        new TaskId("pick"),
                        new PolicyVersion(round),
                        Optional.empty(),
                        List.of(new CollectionId(collection)),
                        "sft",
                        Optional.empty(),
                        steps,
                        1,
                        Map.of("batch", 4.0),
                        false),
                "rounds",
                round);
    }

    boolean isFinished(String round) {
        JsonNode view = client.get("rounds", round);
        assertThat(view.path("failed").asText("")).isIn("", "null");
        return view.path("doing").asText().equals("finished");
    }

    /** Lets a policy act. */
    void practise(String id, String policy, int episodes) {
        client.put(
                CollectionRequest.class,
                new CollectionRequest(
                        new CollectionId(id),
                        new TaskId("pick"),
                        Cohort.TRAIN,
                        new ActionSource.Policy(new PolicyVersion(policy)),
                        episodes,
                        900,
                        1),
                "collections",
                id);
    }

    List<URI> metrics() {
        return site.metrics();
    }

    boolean isComplete(String collection) {
        return client.get("collections", collection).path("complete").asBoolean();
    }

    boolean hasEpisode() {
        return !client.get("episodes").path("episodes").isEmpty();
    }

    /** Whether a robot is at least so many steps into an episode. */
    boolean isInMidEpisode(int steps) {
        for (JsonNode robot : client.get("robots").path("robots")) {
            if (robot.at("/state/episode/step").asInt() >= steps) {
                return true;
            }
        }
        return false;
    }

    /** Waits for something that must come true. A site that is just restarting does not answer, and is asked again. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (UserError notNow) {
            return false;
        }
    }

    /** Successes of what this driver drove, all their steps its own or nobody's. */
    long successes(ActionSource driver) {
        try {
            return sealed().stream()
                    .filter(episode -> episode.manifest().plan().driver().equals(driver) && episode.isSuccess())
                    .filter(episode -> episode.steps().stream()
                            .map(Step::source)
                            .allMatch(source -> source.equals(driver) || source instanceof ActionSource.Hold))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<SealedEpisode> sealed() throws IOException {
        try (EpisodeStore store = EpisodeStore.open(site.data().resolve("episodes"))) {
            EpisodeStore.Listing listing = store.list();
            if (!listing.unreadable().isEmpty()) {
                throw new AssertionError("unreadable: " + listing.unreadable());
            }
            List<SealedEpisode> episodes = new ArrayList<>();
            listing.episodes().forEach(manifest -> episodes.add(store.read(manifest.file())));
            return episodes;
        }
    }

    /** Every event that the log holds, in the order of each robot. */
    List<NumberedEvent> logged() throws Exception {
        List<NumberedEvent> events = new CopyOnWriteArrayList<>();
        withLog(log -> log.replay(LogTopics.STEPS, Log.Position.START, logged -> {
            events.add(logged.message());
            return Future.succeededFuture();
        }));
        return events;
    }

    /** What the log tells of one episode, in its order. */
    List<EpisodeRecord> told(EpisodeId episode) throws Exception {
        List<EpisodeRecord> records = new CopyOnWriteArrayList<>();
        withLog(log -> log.replay(LogTopics.EPISODES, Log.Position.START, logged -> {
            records.add(logged.message());
            return Future.succeededFuture();
        }));
        return records.stream()
                .filter(record -> record.episode().equals(episode))
                .toList();
    }

    /** As the critic does for a robot whose episode does not get on. */
    void callForHelp(String robot) throws Exception {
        await(
                robot + " is in an episode, for the controller too",
                () -> !episode(robot).isEmpty());
        HelpRequest help = new HelpRequest(
                new RobotId(robot), new EpisodeId(episode(robot)), "critic-stalled", System.currentTimeMillis());
        withLog(log -> log.publish(LogTopics.HELP, help));
    }

    private String episode(String robot) {
        return robot(robot).at("/state/episode/plan/episode").asText();
    }

    private void withLog(Function<KafkaWire, Future<Void>> use) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            KafkaWire log = KafkaWire.open(vertx.getOrCreateContext(), site.kafka(), 1)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            use.apply(log)
                    .compose(used -> log.close())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        site.close();
    }
}
