package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.openpi.OpenpiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What batching gains: robots that ask back to back, over real WebSockets, three servers of the same network by turns. {@code
 * batched} is ours; {@code unbatched} is the same without batches; {@code one by one} is what openpi's server does: one request
 * at a time, with TensorFlow's default session. Each server is a process of its own, and its CPU time is counted apart from the
 * robots', which share the machine.
 */
public final class ServingBench {
    private static final List<Integer> ROBOTS = List.of(1, 4, 16, 64);
    private static final int FLEET = 16;
    private static final int WORKERS = 2;
    private static final int BATCH = 16;
    private static final long DEADLINE_MILLIS = 60_000;
    private static final int BARE_CALLS = 200;
    private static final double OVERHEAD_MILLIS = 1;
    private static final double OVER_UNBATCHED = 1.5;
    private static final double OVER_ONE_BY_ONE = 4;
    private static final int WARM_UP_ROUNDS = 3;

    private final List<Server> servers = new ArrayList<>();
    private final int rounds;
    private final long turnMillis;

    private ServingBench(int rounds, long turnMillis) {
        this.rounds = rounds;
        this.turnMillis = turnMillis;
    }

    private record Server(String name, ServerProcess process) {}

    /** What one server did in one turn. */
    private record Turn(double perSecond, double p50, double p99, double cpuMillis) {}

    /**
     * Writes a policy into an empty folder and asks it.
     *
     * @param rounds adjacent turns of the three servers, for each number of robots; medians are reported
     */
    public static List<Figure> run(Path folder, int rounds, long turnMillis) throws Exception {
        Path policies = folder.resolve("policies");
        BenchPolicy.write(PolicyStore.open(policies), BenchPolicy.VERSION, 1);
        ServingBench bench = new ServingBench(rounds, turnMillis);
        try {
            bench.start("batched", policies, new BenchServer.Manner(WORKERS, BATCH, true));
            bench.start("unbatched", policies, new BenchServer.Manner(WORKERS, 1, true));
            bench.start("one by one", policies, new BenchServer.Manner(1, 1, false));
            return bench.figures();
        } finally {
            bench.servers.forEach(server -> server.process().close());
        }
    }

    private void start(String name, Path policies, BenchServer.Manner manner) throws Exception {
        ServerProcess process = ServerProcess.start(policies, manner);
        servers.add(new Server(name, process));
        process.load(BenchPolicy.VERSION, BenchPolicy.VERSION);
    }

    private List<Figure> figures() throws Exception {
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            for (Server server : servers) {
                var unused = turn(server.process(), FLEET);
            }
        }
        List<Figure> figures = new ArrayList<>(overhead(servers.get(0).process()));
        for (int robots : ROBOTS) {
            figures.addAll(figures(robots));
        }
        return figures;
    }

    private List<Figure> figures(int robots) throws Exception {
        List<List<Turn>> turns =
                servers.stream().<List<Turn>>map(server -> new ArrayList<>()).toList();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < servers.size(); i++) {
                turns.get(i).add(turn(servers.get(i).process(), robots));
            }
        }
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            String who = robots + " robots, " + servers.get(i).name();
            figures.add(Figure.ofNote(who, median(turns.get(i), Turn::perSecond), "req/s"));
            figures.add(Figure.ofNote(who + ", p50", median(turns.get(i), Turn::p50), "ms"));
            figures.add(Figure.ofNote(who + ", p99", median(turns.get(i), Turn::p99), "ms"));
            figures.add(Figure.ofNote(who + ", CPU a request", median(turns.get(i), Turn::cpuMillis), "ms"));
        }
        figures.add(ratio(robots + " robots, batched over unbatched", turns.get(0), turns.get(1), OVER_UNBATCHED));
        figures.add(ratio(robots + " robots, batched over one by one", turns.get(0), turns.get(2), OVER_ONE_BY_ONE));
        return figures;
    }

    /** Of adjacent turns. The target is for sixteen robots. */
    private static Figure ratio(String metric, List<Turn> ours, List<Turn> theirs, double target) {
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i).perSecond() / theirs.get(i).perSecond();
        }
        double ratio = Stopwatch.quantile(ratios, 0.5);
        return metric.startsWith(FLEET + " ")
                ? Figure.atLeast(metric, ratio, "times", target)
                : Figure.ofNote(metric, ratio, "times");
    }

    /** One robot, an empty queue: what the server adds to the network, in the same process, by turns. */
    private List<Figure> overhead(ServerProcess server) throws Exception {
        double[] added = new double[rounds];
        double[] toBackend = new double[rounds];
        double[] network = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            List<Double> bare = server.bare(BARE_CALLS);
            double asked = turn(server, 1).p50();
            network[round] = bare.get(0);
            added[round] = asked - bare.get(0);
            toBackend[round] = asked - bare.get(1);
        }
        return List.of(
                Figure.ofNote("1 robot, Session.run alone, p50", Stopwatch.quantile(network, 0.5), "ms"),
                Figure.atMost("1 robot, added by all else, p50", Stopwatch.quantile(added, 0.5), "ms", OVERHEAD_MILLIS),
                Figure.ofNote("1 robot, of that WebSocket and queue", Stopwatch.quantile(toBackend, 0.5), "ms"));
    }

    private Turn turn(ServerProcess server, int robots) throws Exception {
        try (RobotCrowd crowd = new RobotCrowd()) {
            for (int i = 0; i < robots; i++) {
                crowd.join(server.port(), asking("robot-" + i, DEADLINE_MILLIS));
            }
            double cpu = server.cpuMillis();
            RobotCrowd.Heard heard = crowd.ask(turnMillis, 0);
            double spent = server.cpuMillis() - cpu;
            if (heard.failed() + heard.busy() > 0) {
                throw new IllegalStateException(heard.failed() + " robots lost, " + heard.busy() + " turned away");
            }
            return new Turn(heard.perSecond(), heard.millis(0.5), heard.millis(0.99), spent / heard.answered());
        }
    }

    /** A robot that asks the same over and over. */
    static RobotCrowd.Listener asking(String robot, long deadlineMillis) {
        Buffer question = RobotCrowd.question(robot, BenchPolicy.VERSION.value(), 1, deadlineMillis);
        return new RobotCrowd.Listener() {
            @Override
            public Buffer question() {
                return question;
            }

            @Override
            public void chunk(OpenpiMap answer) {}
        };
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> value) {
        return Stopwatch.quantile(turns.stream().mapToDouble(value).toArray(), 0.5);
    }
}
