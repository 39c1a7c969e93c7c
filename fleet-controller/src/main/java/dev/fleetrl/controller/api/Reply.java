package dev.fleetrl.controller.api;

import dev.fleetrl.contracts.Codec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** An answer, ready to be sent. */
record Reply(String contentType, Buffer body) {
    static <M> Reply json(Class<M> type, M message) {
        return new Reply("application/json", Buffer.buffer(Codec.JSON.encode(type, message)));
    }

    static <M> Future<Reply> now(Class<M> type, M message) {
        return Future.succeededFuture(json(type, message));
    }
}
