package dev.fleetrl.policy.batching;

import java.util.HashMap;
import java.util.Map;

/**
 * Whose turn it is, by start-time fair queueing (Goyal, Vin and Cheng 1996), all clients of equal weight: a client's questions get
 * turns one after another, from the turn that is being served on, and one of several rows takes as many turns. Who has asked little
 * comes before who has asked much.
 */
final class Turns {
    private final Map<String, Long> next = new HashMap<>();
    private long served;

    /** The turn that a client's question would get now; the smaller, the sooner. */
    long peek(String client) {
        return Math.max(served, next.getOrDefault(client, served));
    }

    /** Gives a client's question its turn; the next one follows after its rows. */
    long take(String client, int rows) {
        long turn = peek(client);
        next.put(client, turn + rows);
        return turn;
    }

    /** Questions up to that turn are being served; who had no more is forgotten. */
    void serve(long turn) {
        served = Math.max(served, turn);
        next.values().removeIf(following -> following <= served);
    }
}
