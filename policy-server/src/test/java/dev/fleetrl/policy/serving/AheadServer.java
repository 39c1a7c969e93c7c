package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A real policy server, in a Vert.x of its own, whose published policy goes ahead by its state's first number, two steps, with
 * the gripper closed.
 */
public final class AheadServer implements AutoCloseable {
    public static final PolicyVersion V1 = new PolicyVersion("v1");

    private final Vertx vertx = Vertx.vertx();
    private final MemoryLog log = new MemoryLog();
    private final AtomicReference<PolicyQuery> asked = new AtomicReference<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private final PolicyVerticle server;

    /** @param proprioception P of its policy */
    public AheadServer(Door door, List<String> cameras, int proprioception) throws Exception {
        Peer.join(log.publish(LogTopics.MODELS, Models.registered(V1, cameras, proprioception, 2)));
        Peer.join(log.publish(LogTopics.MODELS, new ModelRecord.Published(V1, Models.PICK, 1)));
        server = new PolicyVerticle(
                new PolicyVerticle.Identity("s", "127.0.0.1", 0),
                door,
                new ServingConfig(2, 1, 5, 4, 8, 10_000, 10_000, Optional.empty()),
                log,
                version -> new Watched());
        Peer.join(vertx.deployVerticle(server));
    }

    public int port() {
        return server.port();
    }

    /** The last question. */
    PolicyQuery asked() {
        return Optional.ofNullable(asked.get()).orElseThrow();
    }

    /** From now on it computes without an end, until it may go on. */
    void keepBusy() {
        isBusy.set(true);
    }

    /** Returns when it computes without an end. */
    void awaitBusy() throws InterruptedException {
        assertThat(started.await(Peer.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    void goOn() {
        release.countDown();
    }

    @Override
    public void close() {
        release.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Busy, not asleep. */
    private void burn() {
        started.countDown();
        double sink = 0;
        while (release.getCount() > 0) {
            sink += Math.sin(sink + 1);
        }
        assertThat(sink).isFinite();
    }

    private final class Watched implements PolicyBackend {
        private final Ahead ahead = new Ahead();

        @Override
        public List<PolicyAnswer> infer(List<PolicyQuery> queries) {
            if (isBusy.get()) {
                burn();
            }
            asked.set(queries.get(0));
            return ahead.infer(queries);
        }

        @Override
        public void close() {}
    }

    /** The policy by itself. */
    static final class Ahead implements PolicyBackend {
        @Override
        public List<PolicyAnswer> infer(List<PolicyQuery> queries) {
            return queries.stream().map(Ahead::ahead).toList();
        }

        private static PolicyAnswer ahead(PolicyQuery query) {
            float x = query.state().at(0);
            return new PolicyAnswer.Chunk(Vec.of(x, 0, 0, 0, 0, 0, -1, x, 0, 0, 0, 0, 0, -1), 2, 7, 2, 0);
        }

        @Override
        public void close() {}
    }
}
