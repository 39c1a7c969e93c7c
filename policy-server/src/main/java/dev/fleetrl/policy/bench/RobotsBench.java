package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A fleet that asks once a second: whether each question is answered, or refused, within its deadline, and whether the server's
 * memory stays. How much is answered is a matter of the machine, which the robots share.
 */
public final class RobotsBench {
    private static final int WORKERS = 2;
    private static final int BATCH = 16;
    private static final long PERIOD_MILLIS = 1000;
    private static final long DEADLINE_MILLIS = 500;
    private static final long MINUTE_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final double GROWTH_MIB = 64;

    private RobotsBench() {}

    /** Writes a policy into an empty folder and asks it for some minutes, after one to warm up. */
    public static List<Figure> run(Path folder, int robots, int minutes, Consumer<String> progress) throws Exception {
        Path policies = folder.resolve("policies");
        BenchPolicy.write(PolicyStore.open(policies), BenchPolicy.VERSION, 0);
        try (ServerProcess server = ServerProcess.start(policies, new BenchServer.Manner(WORKERS, BATCH, true));
                RobotCrowd crowd = new RobotCrowd()) {
            server.load(BenchPolicy.VERSION, BenchPolicy.VERSION);
            for (int i = 0; i < robots; i++) {
                crowd.join(server.port(), ServingBench.asking("robot-" + i, DEADLINE_MILLIS));
            }
            return figures(server, crowd, minutes, progress);
        }
    }

    private static List<Figure> figures(ServerProcess server, RobotCrowd crowd, int minutes, Consumer<String> progress)
            throws Exception {
        var unused = crowd.ask(MINUTE_MILLIS / 2, PERIOD_MILLIS);
        double early = server.residentMib();
        double cpu = server.cpuMillis();
        List<RobotCrowd.Heard> all = new ArrayList<>();
        for (int minute = 1; minute <= minutes; minute++) {
            RobotCrowd.Heard heard = crowd.ask(MINUTE_MILLIS, PERIOD_MILLIS);
            all.add(heard);
            progress.accept(String.format(
                    Locale.ROOT,
                    "minute %d: %.0f answers/s, %.0f refused/s, p99 %.0f ms, %d failed, %.0f MiB",
                    minute,
                    heard.perSecond(),
                    heard.busy() * 1000.0 / MINUTE_MILLIS,
                    heard.millis(0.99),
                    heard.failed(),
                    server.residentMib()));
        }
        RobotCrowd.Heard whole = RobotCrowd.Heard.of(all);
        double asked = (double) whole.answered() + whole.busy();
        return List.of(
                Figure.ofNote("answers", whole.perSecond(), "req/s"),
                Figure.ofNote("refused for want of time", 100.0 * whole.busy() / asked, "%"),
                Figure.ofNote("CPU of the server, a question", (server.cpuMillis() - cpu) / asked, "ms"),
                Figure.atMost("robots lost", (double) whole.failed(), "robots", 0),
                Figure.ofNote("answers, p50", whole.millis(0.5), "ms"),
                Figure.atMost("answers, p99", whole.millis(0.99), "ms", (double) DEADLINE_MILLIS),
                Figure.atMost("refusals, p99", whole.refusalMillis(0.99), "ms", (double) DEADLINE_MILLIS),
                Figure.ofNote("memory of the server at the end", server.residentMib(), "MiB"),
                Figure.atMost("memory grown", server.residentMib() - early, "MiB", GROWTH_MIB));
    }
}
