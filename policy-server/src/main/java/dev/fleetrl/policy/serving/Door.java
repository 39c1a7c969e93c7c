package dev.fleetrl.policy.serving;

import dev.fleetrl.policy.embodiment.Embodiments;
import java.util.Optional;

/**
 * Who may come in to a policy server, and how quiet they may be.
 *
 * @param keys none: nobody is asked for one
 * @param handshakeSeconds for a request to arrive whole, from the connection's first moment on
 * @param idleSeconds without a question or a pong; a frame that arrives more slowly counts as silence
 * @param maxConnections more are turned away
 * @param embodiments whose clients are understood besides our own robots
 */
public record Door(
        Optional<ApiKeys> keys, int handshakeSeconds, int idleSeconds, int maxConnections, Embodiments embodiments) {
    private static final int HANDSHAKE_SECONDS = 10;
    private static final int IDLE_SECONDS = 60;
    private static final int MAX_CONNECTIONS = 4096;

    public Door {
        if (handshakeSeconds < 1 || idleSeconds < 1 || maxConnections < 1) {
            throw new IllegalArgumentException(
                    "http: handshakeSeconds, idleSeconds and maxConnections must be at least 1");
        }
    }

    /** Nobody is asked who they are. */
    public static Door open() {
        return new Door(Optional.empty(), HANDSHAKE_SECONDS, IDLE_SECONDS, MAX_CONNECTIONS, Embodiments.shipped());
    }
}
