package dev.fleetrl.controller.ingest;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** Runs what blocks, away from the event loop; the future completes on the caller's context. */
@FunctionalInterface
public interface Worker {
    <T> Future<T> call(Callable<T> work);
}
