package dev.fleetrl.value.service;

import dev.fleetrl.transport.Log;
import dev.fleetrl.value.critic.CriticConfig;
import dev.fleetrl.value.function.ValueFunctionConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;

/** The label service over a log and the shared folder. */
public final class LabelService {
    private LabelService() {}

    /** Succeeds when all open requests are known. */
    public static Future<?> deploy(Vertx vertx, Log log, Path data, ValueFunctionConfig value, CriticConfig critic) {
        try {
            return vertx.deployVerticle(new LabelVerticle(log, RoundLabelling.in(data, value, critic)));
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }
}
