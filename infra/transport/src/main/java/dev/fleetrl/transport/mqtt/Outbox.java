package dev.fleetrl.transport.mqtt;

import dev.fleetrl.contracts.Topic.Delivery;
import dev.fleetrl.transport.NotSent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** What is to go out over one session: the rest waits while the broker has enough to answer. */
final class Outbox {
    private static final int MAX_ON_THE_WAY = 32;
    private static final int MAX_WAITING = 1024;
    private static final int MAX_LOSSY_ON_THE_WAY = 64;

    private final MqttSession session;
    private final int window;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private int onTheWay;
    private int lossyOnTheWay;
    private boolean over;

    Outbox(MqttSession session, int brokersLimit) {
        this.session = session;
        this.window = Math.min(MAX_ON_THE_WAY, brokersLimit);
    }

    Future<Void> offer(String topic, byte[] bytes, Delivery delivery) {
        if (delivery == Delivery.AT_MOST_ONCE) {
            return sendOrDrop(topic, bytes);
        }
        if (waiting.size() >= MAX_WAITING) {
            return Future.failedFuture(
                    new NotSent(NotSent.Reason.TOO_MANY_WAITING, MAX_WAITING + " messages wait for the broker"));
        }
        Outgoing outgoing = new Outgoing(() -> session.publish(topic, bytes, delivery), Promise.promise());
        waiting.add(outgoing);
        sendWaiting();
        return outgoing.answer().future();
    }

    /** Whether the broker had taken what was on its way, nobody knows. */
    void fail(NotSent reason) {
        over = true;
        List<Outgoing> left = List.copyOf(waiting);
        waiting.clear();
        left.forEach(outgoing -> outgoing.answer().fail(reason));
    }

    private Future<Void> sendOrDrop(String topic, byte[] bytes) {
        if (lossyOnTheWay >= MAX_LOSSY_ON_THE_WAY) {
            return Future.succeededFuture();
        }
        lossyOnTheWay++;
        return session.publish(topic, bytes, Delivery.AT_MOST_ONCE)
                .onComplete(sent -> lossyOnTheWay--)
                .otherwiseEmpty();
    }

    private void sendWaiting() {
        while (!over && onTheWay < window && !waiting.isEmpty()) {
            Outgoing next = waiting.remove();
            onTheWay++;
            next.send().get().onComplete(taken -> {
                onTheWay--;
                sendWaiting();
                next.answer().handle(taken);
            });
        }
    }

    private record Outgoing(Supplier<Future<Void>> send, Promise<Void> answer) {}
}
