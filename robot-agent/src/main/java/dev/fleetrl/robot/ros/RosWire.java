package dev.fleetrl.robot.ros;

import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Carries messages of ROS 2. Nothing here is lossless: what matters is said again.
 *
 * <p>Samples arrive on the wire's own thread, one at a time for each subscription; whoever hears them must not block it.
 */
public interface RosWire extends AutoCloseable {
    /**
     * Hears a topic from now on.
     *
     * @throws IllegalStateException after {@link #close}
     */
    <M extends Record> void subscribe(RosTopic<M> topic, Consumer<M> samples);

    /**
     * Will speak on a topic; what is said before anybody listens is lost.
     *
     * @throws IllegalStateException after {@link #close}
     */
    <M extends Record> Publication<M> publish(RosTopic<M> topic);

    /** Ends all subscriptions and publications; nothing is heard afterwards. */
    @Override
    void close();

    /** Speaks on one topic. */
    interface Publication<M extends Record> {
        /**
         * Hands a message over; may return before it is sent.
         *
         * @throws IllegalArgumentException for a message that is larger than the topic allows
         */
        void send(M message);

        /** How many listen; empty where the wire cannot tell. */
        OptionalInt listeners();
    }

    /** Hears of samples that could not be read, once for each; called on the wire's thread. */
    interface Complaints {
        void unreadable(RosTopic<?> topic, String reason);
    }
}
