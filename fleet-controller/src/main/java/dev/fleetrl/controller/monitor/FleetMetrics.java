package dev.fleetrl.controller.monitor;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.HelpTicket;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRecord;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.TriageRecord;
import dev.fleetrl.controller.fleet.FleetController;
import dev.fleetrl.controller.roster.Liveness;
import dev.fleetrl.controller.roster.RobotView;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.observability.Metrics.Row;
import dev.fleetrl.transport.Log;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Metrics of the fleet. Counts come of the log from its start, so that they go on where they were when the controller starts anew;
 * what the log does not keep for good (calls for help) is counted from this start on. Gauges are what is known now. Belongs to the
 * controller's event loop.
 */
public final class FleetMetrics {
    private static final List<Duration> EPISODE_LIMITS = seconds(5, 10, 15, 20, 30, 45, 60, 90, 120, 300);
    private static final List<Duration> WAIT_LIMITS = seconds(1, 2, 5, 10, 20, 30, 60, 120, 300, 600);

    private final Metrics metrics;
    private final FleetController fleet;
    private final Timer waited;
    private final Counter finished;
    private final Counter failed;
    private final Counter stopped;
    private final Metrics.Rows up;
    private final Metrics.Rows state;
    private final Metrics.Rows backlog;
    private final Metrics.Rows gaps;
    private final Metrics.Rows waiting;
    private final Metrics.Rows rollouts;
    private final Set<RoundId> over = new HashSet<>();
    private final Set<RobotId> alone = new HashSet<>();
    private boolean hasCaughtUp;

    public FleetMetrics(Metrics metrics, FleetController fleet) {
        this.metrics = metrics;
        this.fleet = fleet;
        waited = metrics.timer("queue.wait", "From a call for help until a person holds the robot", WAIT_LIMITS);
        finished = rounds("finished");
        failed = rounds("failed");
        stopped = rounds("stopped");
        up = metrics.rows("robot.up", "1 while the robot's state is fresh");
        state = metrics.rows("robot.state", "1 for the state that a robot is in, while it is fresh");
        backlog = metrics.rows("upload.backlog.records", "Records on the robot that are not known to be stored");
        gaps = metrics.rows("mqtt.gap", "Missing numbers among a robot's states since the controller's start");
        waiting = metrics.rows("help.waiting", "Calls for help, by how far they are");
        rollouts = metrics.rows("rollout.stage", "1 for the stage that a rollout is in");
        metrics.gauge(
                "mqtt.connected",
                "1 while the robots' broker is there",
                () -> fleet.site().connected() ? 1 : 0);
        metrics.gauge(
                "site.disk.used.ratio",
                "Share of the data folder's disk",
                () -> fleet.site().diskUsed());
        metrics.gauge(
                "round.waiting",
                "Rounds that wait or run",
                () -> fleet.state().rounds().rounds().stream()
                        .filter(round ->
                                round.version().isEmpty() && round.failed().isEmpty())
                        .count());
    }

    private Counter rounds(String result) {
        return metrics.counter("round", "Rounds that are over", "result", result);
    }

    /**
     * Succeeds when all that the log holds is counted; before anybody is answered, or counts would seem to begin anew. Requests come
     * first, as the controller reads them: a round that was stopped is stopped, whatever came of it in the same moment.
     */
    public Future<Void> follow(Log log) {
        return follow(log, LogTopics.EPISODES, this::count)
                .compose(done -> follow(log, LogTopics.TRIAGE, this::count))
                .onSuccess(done -> hasCaughtUp = true)
                .compose(done -> follow(log, LogTopics.REQUESTS, this::count))
                .compose(done -> follow(log, LogTopics.ROLLOUTS, this::count));
    }

    /** As the fleet is now, in Prometheus's text format. */
    public Metrics now() {
        List<RobotView> robots = fleet.state().roster().robots(fleet.now());
        up.set(of(robots, robot -> Optional.of(robot.liveness() == Liveness.LIVE ? 1.0 : 0)));
        backlog.set(of(robots, robot -> robot.state().map(RobotState::spooled).map(Long::doubleValue)));
        gaps.set(of(robots, robot -> Optional.of((double) robot.missedStates())));
        state.set(robots.stream()
                .filter(robot -> robot.liveness() == Liveness.LIVE)
                .flatMap(robot -> robot.state().stream())
                .map(told -> new Row(
                        List.of(
                                "robot",
                                told.robot().value(),
                                "state",
                                told.authority().mode().name()),
                        1))
                .toList());
        List<HelpTicket> tickets = fleet.help().tickets();
        waiting.set(Arrays.stream(HelpTicket.State.values())
                .map(at -> new Row(
                        List.of("state", at.name()),
                        tickets.stream().filter(ticket -> ticket.state() == at).count()))
                .toList());
        rollouts.set(fleet.state().rollouts().rollouts().stream()
                .map(rollout -> new Row(
                        List.of(
                                "task",
                                rollout.task().value(),
                                "policy",
                                rollout.version().value(),
                                "stage",
                                rollout.stage().name()),
                        1))
                .toList());
        return metrics;
    }

    private void count(EpisodeRecord record) {
        if (!(record instanceof EpisodeRecord.Sealed sealed)) {
            return;
        }
        EpisodeManifest episode = sealed.manifest();
        String task = episode.plan().task().value();
        metrics.counter(
                        "episode",
                        "Sealed episodes, as they were judged when they were sealed",
                        "task",
                        task,
                        "policy",
                        driver(episode.plan().driver()),
                        "outcome",
                        episode.ending().outcome().name(),
                        "assisted",
                        String.valueOf(episode.isAssisted()))
                .increment();
        metrics.timer("episode.duration", "Robot time of sealed episodes", EPISODE_LIMITS, "task", task)
                .record(Duration.ofMillis(episode.durationMillis()));
        metrics.counter("intervention.seconds", "Robot time in which people corrected", "task", task)
                .increment((double) episode.correctionSteps() / episode.hz());
    }

    /** A name that the fleet has few of: who demonstrates is no label. */
    private static String driver(ActionSource driver) {
        return driver instanceof ActionSource.Policy policy ? policy.version().value() : "demonstration";
    }

    /** A wait is over with the first who takes the robot, not with those who take it from each other. */
    private void count(TriageRecord record) {
        RobotId robot = record.ticket().robot();
        switch (record.change()) {
            case OPENED, REOPENED -> alone.add(robot);
            case RESOLVED, CANCELLED -> alone.remove(robot);
            case TAKEN -> {
                if (alone.remove(robot) && hasCaughtUp) {
                    long waitedMillis = record.atMillis() - record.ticket().sinceMillis();
                    waited.record(Duration.ofMillis(Math.max(0, waitedMillis)));
                }
            }
            default -> {} // nobody came, and nobody left
        }
    }

    private void count(FleetRequest request) {
        if (request instanceof FleetRequest.StopRound stop) {
            count(stop.round(), stopped);
        }
    }

    private void count(RoundRecord record) {
        if (!(record instanceof RoundRecord.Progress)) {
            count(record.round(), record instanceof RoundRecord.Finished ? finished : failed);
        }
    }

    private void count(RoundId round, Counter result) {
        if (over.add(round)) {
            result.increment();
        }
    }

    private static List<Row> of(List<RobotView> robots, Function<RobotView, Optional<Double>> value) {
        return robots.stream()
                .flatMap(robot -> value.apply(robot).stream()
                        .map(number -> new Row(List.of("robot", robot.robot().value()), number)))
                .toList();
    }

    private static <M> Future<Void> follow(Log log, Topic<M> topic, Consumer<M> count) {
        return log.replay(topic, Log.Position.START, logged -> {
            count.accept(logged.message());
            return Future.succeededFuture();
        });
    }

    private static List<Duration> seconds(long... limits) {
        return Arrays.stream(limits).mapToObj(Duration::ofSeconds).toList();
    }
}
