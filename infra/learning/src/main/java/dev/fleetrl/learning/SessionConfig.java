package dev.fleetrl.learning;

import org.tensorflow.proto.ConfigProto;

/**
 * The two ways in which sessions run.
 *
 * <p>The pool of threads inside an operation belongs to the process, and the first session makes it: a process either trains
 * or serves. The meta optimizer is off: it costs more at the first call than it gains, 2.5 times at batch 1 together with
 * the threads.
 */
public final class SessionConfig {
    private SessionConfig() {}

    /** All cores at one step; the number of threads is part of what fixes the bits of the result. */
    public static ConfigProto forTraining(int cores) {
        return withThreads(cores);
    }

    /** One thread a call; calls run beside one another instead. */
    public static ConfigProto forServing() {
        return withThreads(1);
    }

    private static ConfigProto withThreads(int threads) {
        var config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .setAllowSoftPlacement(true);
        Device.set(config);
        config.getGraphOptionsBuilder().getRewriteOptionsBuilder().setDisableMetaOptimizer(true);
        return config.build();
    }
}
