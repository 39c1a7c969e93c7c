package dev.fleetrl.transport.simulated;

import dev.fleetrl.transport.Inbox;
import dev.fleetrl.transport.Log.Logged;
import dev.fleetrl.transport.Log.Position;
import dev.fleetrl.transport.simulated.SimulatedBroker.Entry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** How far one handler has read one topic of the log; it pulls, one message a partition at a time. */
final class LogCursor<M> {
    private final SimulatedBroker broker;
    private final String topic;
    private final Inbox<M> inbox;
    private final Function<Logged<M>, Future<Void>> handler;
    private final BooleanSupplier connected;
    private final List<List<Entry>> partitions;
    private final int[] next = new int[SimulatedBroker.PARTITIONS];
    private final int[] ends = new int[SimulatedBroker.PARTITIONS];
    private final boolean[] busy = new boolean[SimulatedBroker.PARTITIONS];
    private final Promise<Void> caughtUp = Promise.promise();
    private boolean closed;

    LogCursor(
            SimulatedBroker broker,
            String topic,
            Inbox<M> inbox,
            Function<Logged<M>, Future<Void>> handler,
            BooleanSupplier connected) {
        this.broker = broker;
        this.topic = topic;
        this.inbox = inbox;
        this.handler = handler;
        this.connected = connected;
        this.partitions = broker.log(topic);
    }

    boolean reads(String name) {
        return topic.equals(name);
    }

    void fromEnd() {
        for (int p = 0; p < next.length; p++) {
            next[p] = partitions.get(p).size();
        }
    }

    Future<Void> from(Position position) {
        for (int p = 0; p < next.length; p++) {
            next[p] = Math.toIntExact(position.offsets().getOrDefault(p, 0L));
            ends[p] = partitions.get(p).size();
        }
        resume();
        broker.time.in(0, this::checkCaughtUp);
        return caughtUp.future();
    }

    void resume() {
        for (int p = 0; p < next.length; p++) {
            advance(p);
        }
    }

    void advance(int partition) {
        List<Entry> entries = partitions.get(partition);
        if (busy[partition] || closed || !connected.getAsBoolean() || next[partition] >= entries.size()) {
            return;
        }
        busy[partition] = true;
        Entry entry = entries.get(next[partition]);
        broker.time.in(entry.atNanos() + broker.delayNanos() - broker.time.nanoTime(), () -> arrive(partition, entry));
    }

    void close() {
        closed = true;
        inbox.close();
    }

    private void arrive(int partition, Entry entry) {
        if (closed || !connected.getAsBoolean()) {
            busy[partition] = false;
            return;
        }
        int offset = next[partition];
        inbox.receive(
                        topic,
                        entry.bytes().toArray(),
                        message -> handler.apply(new Logged<>(message, partition, offset)))
                .onComplete(dealtWith -> {
                    next[partition]++;
                    busy[partition] = false;
                    checkCaughtUp();
                    advance(partition);
                });
    }

    private void checkCaughtUp() {
        for (int p = 0; p < next.length; p++) {
            if (next[p] < ends[p]) {
                return;
            }
        }
        caughtUp.tryComplete();
    }
}
