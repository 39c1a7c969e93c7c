package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.transport.Log;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The log of models for one server that begins with nothing; it hands records over and keeps none. */
final class LogInMemory implements Log {
    private final Map<PolicyVersion, Promise<ModelRecord>> asked = new ConcurrentHashMap<>();
    private volatile Function<ModelRecord, Future<Void>> server = record -> Future.succeededFuture();

    /** Registers a version, and returns what the server says of it. */
    ModelRecord register(PolicyVersion version, PolicyManifest manifest) {
        Promise<ModelRecord> answer = Promise.promise();
        asked.put(version, answer);
        publish(LogTopics.MODELS, new ModelRecord.Registered(version, manifest)).onFailure(answer::tryFail);
        return answer.future().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public <M> Future<Void> publish(Topic<M> topic, M message) {
        ModelRecord record = (ModelRecord) message;
        if (record instanceof ModelRecord.Warm || record instanceof ModelRecord.Refused) {
            Optional.ofNullable(asked.remove(record.version())).ifPresent(answer -> answer.tryComplete(record));
        }
        return server.apply(record);
    }

    @Override
    public <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
        return Future.failedFuture("nobody follows the log of models without its past");
    }

    @Override
    public <M> Future<Void> replay(Topic<M> topic, Position from, Function<Logged<M>, Future<Void>> handler) {
        Context context = Optional.ofNullable(Vertx.currentContext()).orElseThrow();
        server = record -> {
            Promise<Void> handled = Promise.promise();
            context.runOnContext(now ->
                    handler.apply(new Logged<>(topic.type().cast(record), 0, 0)).onComplete(handled));
            return handled.future();
        };
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
