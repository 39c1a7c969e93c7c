package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Versions that follow one another while robots ask without a break: each is really loaded, warmed, published, and closed when the
 * last robot has left it. Two sets of weights take turns, so that every answer shows which one it comes from.
 */
public final class SwapBench {
    private static final List<PolicyVersion> WEIGHTS = List.of(new PolicyVersion("even"), new PolicyVersion("odd"));
    private static final int WORKERS = 2;
    private static final int BATCH = 16;
    private static final int EPISODE = 20;
    private static final long DEADLINE_MILLIS = 60_000;
    private static final float TOLERANCE = 1e-3f;
    private static final double GROWTH_MIB = 64;
    private static final int REPORTS = 10;

    private final Map<PolicyVersion, float[]> expected = new ConcurrentHashMap<>();
    private final AtomicLong mixed = new AtomicLong();
    private final AtomicLong episodes = new AtomicLong();
    private volatile int published;

    private SwapBench() {}

    /** Writes two policies into an empty folder, and swaps them so many times under the load of so many robots. */
    public static List<Figure> run(Path folder, int swaps, int robots, Consumer<String> progress) throws Exception {
        Path policies = folder.resolve("policies");
        for (int i = 0; i < WEIGHTS.size(); i++) {
            BenchPolicy.write(PolicyStore.open(policies), WEIGHTS.get(i), i);
        }
        try (ServerProcess server = ServerProcess.start(policies, new BenchServer.Manner(WORKERS, BATCH, true));
                RobotCrowd crowd = new RobotCrowd()) {
            return new SwapBench().figures(server, crowd, swaps, robots, progress);
        }
    }

    private List<Figure> figures(
            ServerProcess server, RobotCrowd crowd, int swaps, int robots, Consumer<String> progress) throws Exception {
        for (PolicyVersion weights : WEIGHTS) {
            server.load(weights, weights);
            expected.put(weights, alone(server, weights));
        }
        swap(server, 0);
        for (int i = 0; i < robots; i++) {
            crowd.join(server.port(), new Episodes("robot-" + i));
        }
        crowd.begin(0);
        double early = 0;
        for (int swap = 1; swap <= swaps; swap++) {
            swap(server, swap);
            if (swap == Math.max(1, swaps / REPORTS)) {
                early = server.residentMib();
            }
            if (swap % Math.max(1, swaps / REPORTS) == 0) {
                progress.accept(swap + " swaps, " + Math.round(server.residentMib()) + " MiB");
            }
        }
        RobotCrowd.Heard heard = crowd.end();
        return List.of(
                Figure.ofNote("swaps", swaps, "versions"),
                Figure.ofNote("answers meanwhile", (double) heard.answered(), "answers"),
                Figure.ofNote("answers meanwhile, rate", heard.perSecond(), "req/s"),
                Figure.ofNote("answers meanwhile, p99", heard.millis(0.99), "ms"),
                Figure.ofNote("episodes", (double) episodes.get(), "episodes"),
                Figure.atMost("requests that failed", (double) heard.failed() + heard.busy(), "requests", 0),
                Figure.atMost("answers of another version than the episode's", (double) mixed.get(), "answers", 0),
                Figure.ofNote("memory of the server at the end", server.residentMib(), "MiB"),
                Figure.atMost(
                        "memory grown since a tenth of the swaps", server.residentMib() - early, "MiB", GROWTH_MIB));
    }

    private static PolicyVersion version(int number) {
        return new PolicyVersion("v" + number);
    }

    private static PolicyVersion weights(int number) {
        return WEIGHTS.get(number % WEIGHTS.size());
    }

    private void swap(ServerProcess server, int number) throws Exception {
        server.load(version(number), weights(number));
        server.publish(version(number));
        published = number;
    }

    /** What a set of weights answers. */
    private float[] alone(ServerProcess server, PolicyVersion weights) throws Exception {
        Buffer question = RobotCrowd.question("alone", weights.value(), 1, DEADLINE_MILLIS);
        BlockingQueue<float[]> actions = new ArrayBlockingQueue<>(1);
        try (RobotCrowd one = new RobotCrowd()) {
            one.join(server.port(), new RobotCrowd.Listener() {
                @Override
                public Buffer question() {
                    return question;
                }

                @Override
                public void chunk(OpenpiMap answer) {
                    var unused = actions.offer(actions(answer));
                }
            });
            one.begin(0);
            float[] first = actions.take();
            var unused = one.end();
            return first;
        }
    }

    private static float[] actions(OpenpiMap answer) {
        return answer.array("actions").map(NdArray::asFloats).orElseThrow().toArray();
    }

    /** One robot: what is published when an episode begins answers all of it. */
    private final class Episodes implements RobotCrowd.Listener {
        private final String robot;
        private int asked;
        private int number;
        private Buffer question = Buffer.buffer();

        Episodes(String robot) {
            this.robot = robot;
        }

        @Override
        public Buffer question() {
            if (asked++ % EPISODE == 0) {
                number = published;
                episodes.incrementAndGet();
                question = RobotCrowd.question(robot, version(number).value(), 1, DEADLINE_MILLIS);
            }
            return question;
        }

        @Override
        public void chunk(OpenpiMap answer) {
            boolean isNamed = answer.text("fleetrl/policy_version").equals(Optional.of("v" + number));
            float[] wanted = expected.getOrDefault(weights(number), new float[0]);
            float[] got = actions(answer);
            boolean isSame = wanted.length == got.length;
            for (int i = 0; isSame && i < got.length; i++) {
                isSame = Math.abs(got[i] - wanted[i]) < TOLERANCE;
            }
            if (!isNamed || !isSame) {
                mixed.incrementAndGet();
            }
        }
    }
}
