package dev.fleetrl.value.service;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.DoneSignal;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.transport.Log;
import dev.fleetrl.value.critic.CriticManifest;
import dev.fleetrl.value.critic.CriticStore;
import dev.fleetrl.value.critic.LiveCritic;
import dev.fleetrl.value.critic.progress.DoneDetector;
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
 * on. Robots go on meanwhile: it asks for attention, it holds nobody. Evaluations, which nobody may help, are not watched for that.
 * Robots that are judged by the critic hear after each look whether their task is done, if its done detector is calibrated.
 */
final class FleetWatch extends VerticleBase {
    private static final System.Logger LOG = System.getLogger(FleetWatch.class.getName());
    private static final double MILLIS = 1000;

    private final Log log;
    private final CriticStore critics;
    private final WatchConfig config;
    private final LongSupplier clockMillis;
    private final Map<RobotId, EpisodeWatch> robots = new HashMap<>();
    private final Map<TaskId, Optional<LiveCritic>> loaded = new HashMap<>(); // belongs to the worker
    private @Nullable WorkerExecutor worker;

    private record Seen(CriticManifest critic, LiveCritic.Look said) {}

    FleetWatch(Log log, CriticStore critics, WatchConfig config, LongSupplier clockMillis) {
        this.log = log;
        this.critics = critics;
        this.config = config;
        this.clockMillis = clockMillis;
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
            EpisodeWatch seen = robots.get(robot);
            if (seen != null && seen.episode().episode().equals(stepped.episode())) {
                seen.look(stepped.step()).ifPresent(question -> ask(robot, seen, question));
            }
        } else {
            robots.remove(robot);
        }
    }

    private void open(RobotId robot, EpisodeEvent.Opened episode) {
        robots.remove(robot);
        EpisodeWatch seen = new EpisodeWatch(episode, config);
        if (seen.mayCall() || seen.isJudged()) {
            robots.put(robot, seen);
            work(() -> critic(episode.plan().task())
                            .map(critic -> critic.manifest().config().stride(episode.hz()))
                            .orElse(EpisodeWatch.NEVER))
                    .onSuccess(seen::every)
                    .onFailure(cause -> giveUp(robot, seen, cause));
        }
    }

    private void ask(RobotId robot, EpisodeWatch seen, EpisodeWatch.Question question) {
        EpisodeEvent.Opened episode = seen.episode();
        work(() -> {
                    LiveCritic critic = critic(episode.plan().task()).orElseThrow();
                    Observation now = question.now().observation();
                    return new Seen(critic.manifest(), critic.look(question.before(), now, episode.instruction()));
                })
                .onSuccess(look -> hear(robot, seen, question, look))
                .onFailure(cause -> giveUp(robot, seen, cause));
    }

    private void giveUp(RobotId robot, EpisodeWatch seen, Throwable cause) {
        LOG.log(WARNING, "cannot watch " + robot + " in " + seen.episode().episode() + ": " + cause.getMessage());
        robots.remove(robot, seen);
    }

    private Optional<LiveCritic> critic(TaskId task) throws IOException {
        Optional<LiveCritic> known = loaded.get(task);
        if (known == null) {
            Optional<CriticManifest> newest = critics.newest(task);
            known = newest.isPresent()
                    ? Optional.of(new LiveCritic(critics.load(newest.get().run()), newest.get()))
                    : Optional.empty();
            loaded.put(task, known);
            newest.ifPresent(manifest -> LOG.log(
                    INFO, "{0} is watched by the critic of {1}; done: {2}", task, manifest.run(), manifest.done()));
        }
        return known;
    }

    private void hear(RobotId robot, EpisodeWatch seen, EpisodeWatch.Question question, Seen look) {
        if (seen.isJudged() && look.critic().done() instanceof DoneDetector.Calibrated detector) {
            tell(seen.done(
                    question.now(), look.said().done(), detector, look.critic().run()));
        }
        long atMillis = question.now().atMillis();
        Optional<ProgressMonitor.Call> answer =
                seen.answer(question, look.said().progress());
        log.publish(LogTopics.PROGRESS, seen.progress(question.now()))
                .onFailure(cause -> LOG.log(DEBUG, "cannot tell how " + robot + " gets on", cause));
        answer.filter(call -> seen.equals(robots.get(robot)))
                .filter(call -> clockMillis.getAsLong() - atMillis < config.lateSeconds() * MILLIS)
                .ifPresent(call -> call(seen.help(call, question.now()), seen.value()));
    }

    private void tell(DoneSignal signal) {
        log.publish(LogTopics.DONE, signal)
                .onFailure(cause -> LOG.log(WARNING, "cannot tell " + signal.robot() + " whether it is done", cause));
    }

    private void call(HelpRequest help, double value) {
        LOG.log(INFO, "{0} in {1}: {2} at {3}", help.robot(), help.episode(), help.reason(), value);
        log.publish(LogTopics.HELP, help)
                .onFailure(cause -> LOG.log(WARNING, "cannot call for help for " + help.robot(), cause));
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
