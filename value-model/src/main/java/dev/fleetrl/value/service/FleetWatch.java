package dev.fleetrl.value.service;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.transport.Log;
import dev.fleetrl.value.critic.CriticManifest;
import dev.fleetrl.value.critic.CriticStore;
import dev.fleetrl.value.critic.LiveCritic;
import dev.fleetrl.value.critic.watch.ProgressMonitor;
import dev.fleetrl.value.critic.watch.WatchConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the robots that practise, by the newest critic of their task, and calls for a person where the task does not get
 * on. Robots go on meanwhile: it asks for attention, it holds nobody. Evaluations, which nobody may help, are not watched.
 *
 * <p>A question that finds the last one about the same robot unanswered is left out, so a slow machine asks less often.
 */
final class FleetWatch extends VerticleBase {
    private static final System.Logger LOG = System.getLogger(FleetWatch.class.getName());
    private static final double MILLIS = 1000;

    /** Stride of an episode whose task has no critic, or none yet. */
    private static final int NEVER = 0;

    private final Log log;
    private final CriticStore critics;
    private final WatchConfig config;
    private final LongSupplier clockMillis;
    private final Map<RobotId, Seen> robots = new HashMap<>();
    private final Map<TaskId, Optional<LiveCritic>> loaded = new HashMap<>(); // belongs to the worker
    private @Nullable WorkerExecutor worker;

    FleetWatch(Log log, CriticStore critics, WatchConfig config, LongSupplier clockMillis) {
        this.log = log;
        this.critics = critics;
        this.config = config;
        this.clockMillis = clockMillis;
    }

    /** What is known of a robot's episode. */
    private static final class Seen {
        private final EpisodeEvent.Opened episode;
        private final ProgressMonitor monitor;
        private @Nullable Observation before;
        private int stride = NEVER;
        private boolean asking;

        Seen(EpisodeEvent.Opened episode, WatchConfig config) {
            this.episode = episode;
            monitor = new ProgressMonitor(config, episode.atMillis());
        }
    }

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor("watch-" + deploymentID(), 1);
        return log.subscribe(LogTopics.LABELS, record -> onContext(() -> hear(record)))
                .compose(heard -> log.subscribe(LogTopics.STEPS, event -> onContext(() -> hear(event))));
    }

    private Future<Void> onContext(Runnable task) {
        context.runOnContext(hopped -> task.run());
        return Future.succeededFuture();
    }

    private <T> Future<T> work(Callable<T> task) {
        return worker == null ? Future.failedFuture("not started") : worker.executeBlocking(task, true);
    }

    /** A new critic serves from now on. */
    private void hear(LabelRecord record) {
        if (record instanceof LabelRecord.Finished) {
            work(() -> {
                        loaded.values().forEach(old -> old.ifPresent(LiveCritic::close));
                        loaded.clear();
                        return true;
                    })
                    .onFailure(cause -> LOG.log(WARNING, "cannot let go of the old critics", cause));
        }
    }

    private void hear(NumberedEvent numbered) {
        EpisodeEvent event = numbered.event();
        RobotId robot = numbered.robot();
        if (event instanceof EpisodeEvent.Opened opened) {
            open(robot, opened);
        } else if (event instanceof EpisodeEvent.Stepped stepped) {
            Seen seen = robots.get(robot);
            if (seen != null && seen.episode.episode().equals(stepped.episode())) {
                look(robot, seen, stepped.step());
            }
        } else {
            robots.remove(robot);
        }
    }

    private void open(RobotId robot, EpisodeEvent.Opened episode) {
        robots.remove(robot);
        if (episode.plan().cohort() == Cohort.TRAIN && episode.plan().driver() instanceof ActionSource.Policy) {
            Seen seen = new Seen(episode, config);
            robots.put(robot, seen);
            work(() -> critic(episode.plan().task())
                            .map(critic -> critic.manifest().config().stride(episode.hz()))
                            .orElse(NEVER))
                    .onSuccess(stride -> seen.stride = stride)
                    .onFailure(cause -> giveUp(robot, seen, cause));
        }
    }

    /** Steps that come before the critic is open are not looked at; the first one that is has nothing before it. */
    private void look(RobotId robot, Seen seen, Step step) {
        if (seen.stride == NEVER || step.index() % seen.stride != 0) {
            return;
        }
        Observation before = seen.before;
        seen.before = step.observation();
        if (before == null || seen.asking) {
            return;
        }
        seen.asking = true;
        work(() -> critic(seen.episode.plan().task())
                        .orElseThrow()
                        .progress(before, step.observation(), seen.episode.instruction()))
                .onSuccess(progress -> hear(robot, seen, step, progress))
                .onFailure(cause -> giveUp(robot, seen, cause));
    }

    private void giveUp(RobotId robot, Seen seen, Throwable cause) {
        LOG.log(WARNING, "cannot watch " + robot + " in " + seen.episode.episode() + ": " + cause.getMessage());
        robots.remove(robot, seen);
    }

    private Optional<LiveCritic> critic(TaskId task) throws IOException {
        Optional<LiveCritic> known = loaded.get(task);
        if (known == null) {
            Optional<CriticManifest> newest = critics.newest(task);
            known = newest.map(manifest -> new LiveCritic(critics.load(manifest.run()), manifest));
            loaded.put(task, known);
            newest.ifPresent(manifest -> LOG.log(INFO, "{0} is watched by the critic of {1}", task, manifest.run()));
        }
        return known;
    }

    private void hear(RobotId robot, Seen seen, Step step, double progress) {
        seen.asking = false;
        boolean alone = step.source() instanceof ActionSource.Policy;
        seen.monitor
                .on(step.atMillis(), progress, alone)
                .filter(call -> seen.equals(robots.get(robot)))
                .filter(call -> clockMillis.getAsLong() - step.atMillis() < config.lateSeconds() * MILLIS)
                .ifPresent(call -> call(robot, seen, call, step.atMillis()));
    }

    private void call(RobotId robot, Seen seen, ProgressMonitor.Call call, long atMillis) {
        HelpRequest help = new HelpRequest(robot, seen.episode.episode(), call.reason(), atMillis);
        LOG.log(INFO, "{0} in {1}: {2} at {3}", robot, help.episode(), help.reason(), seen.monitor.value());
        log.publish(LogTopics.HELP, help)
                .onFailure(cause -> LOG.log(WARNING, "cannot call for help for " + robot, cause));
    }

    @Override
    public Future<?> stop() {
        return work(() -> {
            loaded.values().forEach(critic -> critic.ifPresent(LiveCritic::close));
            loaded.clear();
            return true;
        });
    }
}
