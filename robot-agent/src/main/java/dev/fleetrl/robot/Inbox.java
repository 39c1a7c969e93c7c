package dev.fleetrl.robot;

import io.vertx.core.Future;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** What has arrived for the control thread, in order; bounded, for a thread that does not keep up must not be buried. */
final class Inbox {
    private static final int MOST = 1024;

    private final BlockingQueue<Runnable> messages = new ArrayBlockingQueue<>(MOST);
    private volatile Runnable wake = () -> {};

    /** @param called on any thread when something has arrived */
    void onArrival(Runnable called) {
        wake = called;
    }

    /** From any thread; fails where the control thread does not keep up. */
    Future<Void> put(Runnable message) {
        boolean taken = messages.offer(message);
        wake.run();
        return taken ? Future.succeededFuture() : Future.failedFuture("the control loop does not keep up");
    }

    /** On the control thread. */
    void read() {
        for (Runnable message = messages.poll(); message != null; message = messages.poll()) {
            message.run();
        }
    }
}
