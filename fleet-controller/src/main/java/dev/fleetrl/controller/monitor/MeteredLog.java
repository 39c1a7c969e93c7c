package dev.fleetrl.controller.monitor;

import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import java.util.function.Function;

/** A log that counts what robots' guards did, from the steps on their way into it; one that is sent twice counts twice. */
public record MeteredLog(Log log, Metrics metrics) implements Log {
    @Override
    public <M> Future<Void> publish(Topic<M> topic, M message) {
        if (topic.equals(LogTopics.STEPS)
                && message instanceof NumberedEvent numbered
                && numbered.event() instanceof EpisodeEvent.Stepped stepped) {
            metrics.counter("step", "Steps of robots on their way into the log").increment();
            stepped.step()
                    .guard()
                    .forEach(rule -> metrics.counter(
                                    "action.guard.reject",
                                    "Steps that a robot's guard changed, by its rule",
                                    "rule",
                                    rule)
                            .increment());
        }
        return log.publish(topic, message);
    }

    @Override
    public <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
        return log.subscribe(topic, handler);
    }

    @Override
    public <M> Future<Void> replay(Topic<M> topic, Position from, Function<Logged<M>, Future<Void>> handler) {
        return log.replay(topic, from, handler);
    }

    @Override
    public Future<Void> close() {
        return log.close();
    }
}
