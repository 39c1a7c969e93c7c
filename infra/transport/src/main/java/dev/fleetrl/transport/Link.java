package dev.fleetrl.transport;

import java.util.function.Consumer;

/**
 * A wire to a broker that may be away; it comes back by itself, with its subscriptions.
 *
 * <p>While it is away, {@code publish} fails at once with {@link NotSent}, so that whoever must not lose the message keeps
 * it; what may be lost ({@code AT_MOST_ONCE}) is dropped in silence. {@code subscribe} is remembered and succeeds once the
 * broker has taken it, which may be long after. The sessions are clean: what was sent to this client while it was away is
 * lost, so that no command is obeyed late.
 */
public interface Link extends Wire {
    boolean connected();

    /** Tells of every change, after the subscriptions are back; also at once, if connected now. */
    void onConnection(Consumer<Boolean> listener);
}
