package dev.fleetrl.policy.serving;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that load policies and close them; not those that answer, so that nobody waits for what another robot needs loaded. */
final class Loading {
    private static final long IDLE_SECONDS = 10;

    private Loading() {}

    /** One after another. */
    static Executor networks() {
        ThreadPoolExecutor loading = threads(1, 1, new LinkedBlockingQueue<>());
        loading.allowCoreThreadTimeOut(true);
        return loading;
    }

    /** Beside one another: what another server answers for may hang, and mostly waits. */
    static Executor remotes() {
        return threads(0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    private static ThreadPoolExecutor threads(int least, int most, BlockingQueue<Runnable> tasks) {
        return new ThreadPoolExecutor(least, most, IDLE_SECONDS, TimeUnit.SECONDS, tasks, task -> {
            Thread thread = new Thread(task, "loading");
            thread.setDaemon(true);
            return thread;
        });
    }
}
