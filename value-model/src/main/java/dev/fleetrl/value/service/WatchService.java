package dev.fleetrl.value.service;

import dev.fleetrl.transport.Log;
import dev.fleetrl.value.critic.CriticStore;
import dev.fleetrl.value.critic.watch.WatchConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;

/** The critic's watch over the fleet, on a log and the shared folder. */
public final class WatchService {
    private WatchService() {}

    /** Succeeds when it hears the robots; at once where it is not to watch. */
    public static Future<?> deploy(Vertx vertx, Log log, Path data, WatchConfig config) {
        if (!config.enabled()) {
            return Future.succeededFuture();
        }
        try {
            CriticStore critics = CriticStore.open(data.resolve("critics"));
            return vertx.deployVerticle(new FleetWatch(log, critics, config, System::currentTimeMillis));
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }
}
