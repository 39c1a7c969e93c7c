package dev.fleetrl.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Topic.Delivery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every wire promises, be it MQTT, Kafka or simulated. */
public abstract class WireContract {
    /** What travels in these tests. */
    protected record Note(String key, int number) {}

    /** Cannot be read as a note. */
    private record Scribble(String scribble) {}

    /** A client of the broker. */
    protected abstract Wire connect();

    /** A name on the broker that no other test uses. */
    protected abstract String newName();

    protected abstract void await(BooleanSupplier condition);

    /** A list to which every dead letter from now on is added. */
    protected abstract List<DeadLetter> deadLetters();

    protected final Topic<Note> newTopic() {
        return topic(newName(), Delivery.AT_LEAST_ONCE);
    }

    protected static Topic<Note> topic(String name, Delivery delivery) {
        return new Topic<>(name, Note.class, Codec.JSON, delivery, Note::key);
    }

    protected final void awaitSuccess(Future<?> future) {
        await(future::isComplete);
        assertThat(future.cause()).isNull();
    }

    protected static <M> Function<M, Future<Void>> into(List<M> heard) {
        return message -> {
            heard.add(message);
            return Future.succeededFuture();
        };
    }

    protected static List<Note> notes(String key, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new Note(key, number))
                .toList();
    }

    /** Sends without waiting in between. */
    protected final void publish(Wire wire, Topic<Note> topic, List<Note> notes) {
        awaitSuccess(
                Future.all(notes.stream().map(note -> wire.publish(topic, note)).toList()));
    }

    @Test
    void deliversWhatWasPublished() {
        Topic<Note> topic = newTopic();
        List<Note> heard = new CopyOnWriteArrayList<>();
        Wire wire = connect();
        awaitSuccess(wire.subscribe(topic, into(heard)));

        publish(connect(), topic, notes("a", 0, 1));

        await(() -> !heard.isEmpty());
        assertThat(heard).containsExactly(new Note("a", 0));
    }

    @Test
    void keepsTheOrderOfAKey() {
        Topic<Note> topic = newTopic();
        List<Note> heard = new CopyOnWriteArrayList<>();
        Wire wire = connect();
        awaitSuccess(wire.subscribe(topic, into(heard)));

        List<Note> mixed = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            mixed.add(new Note("a", number));
            mixed.add(new Note("b", number));
        }
        publish(wire, topic, mixed);

        await(() -> heard.size() >= 40);
        assertThat(heard).filteredOn(note -> note.key().equals("a")).isEqualTo(notes("a", 0, 20));
        assertThat(heard).filteredOn(note -> note.key().equals("b")).isEqualTo(notes("b", 0, 20));
    }

    @Test
    void handsOverOneMessageOfAKeyAtATime() {
        Topic<Note> topic = newTopic();
        List<Promise<Void>> begun = new CopyOnWriteArrayList<>();
        AtomicInteger open = new AtomicInteger();
        AtomicInteger mostOpen = new AtomicInteger();
        Wire wire = connect();
        awaitSuccess(wire.subscribe(topic, note -> {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            Promise<Void> promise = Promise.promise();
            begun.add(promise);
            return promise.future();
        }));

        publish(wire, topic, notes("a", 0, 5));
        for (int number = 0; number < 5; number++) {
            int next = number;
            await(() -> begun.size() > next);
            open.decrementAndGet();
            begun.get(number).complete();
        }

        assertThat(mostOpen).hasValue(1);
    }

    @Test
    void goesOnAfterAHandlerFailed() {
        Topic<Note> topic = newTopic();
        List<Note> heard = new CopyOnWriteArrayList<>();
        Wire wire = connect();
        awaitSuccess(wire.subscribe(topic, note -> {
            heard.add(note);
            if (note.number() == 0) {
                throw new IllegalStateException("thrown on purpose, by a test");
            }
            return note.number() == 1 ? Future.failedFuture("failed on purpose, by a test") : Future.succeededFuture();
        }));

        publish(wire, topic, notes("a", 0, 3));

        await(() -> heard.size() >= 3);
        assertThat(heard).isEqualTo(notes("a", 0, 3));
    }

    @Test
    void setsAsideWhatItCannotReadAndGoesOn() {
        Topic<Note> topic = newTopic();
        Topic<Scribble> scribbles =
                new Topic<>(topic.name(), Scribble.class, Codec.JSON, Delivery.AT_LEAST_ONCE, scribble -> "a");
        List<Note> heard = new CopyOnWriteArrayList<>();
        List<DeadLetter> deadLetters = deadLetters();
        Wire wire = connect();
        awaitSuccess(wire.subscribe(topic, into(heard)));

        awaitSuccess(wire.publish(scribbles, new Scribble("x")));
        publish(wire, topic, notes("a", 0, 1));

        await(() -> !heard.isEmpty() && !deadLetters.isEmpty());
        assertThat(heard).containsExactly(new Note("a", 0));
        assertThat(deadLetters).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo(topic.name());
            assertThat(new String(letter.payload().toArray(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"scribble\":\"x\"}");
            assertThat(letter.reason()).contains("'key'");
        });
    }

    @Test
    void handsNothingOverAfterItWasClosed() {
        Topic<Note> topic = newTopic();
        List<Note> heardByClosed = new CopyOnWriteArrayList<>();
        List<Note> heardByOpen = new CopyOnWriteArrayList<>();
        Wire closed = connect();
        Wire open = connect();
        awaitSuccess(closed.subscribe(topic, into(heardByClosed)));
        awaitSuccess(open.subscribe(topic, into(heardByOpen)));

        awaitSuccess(closed.close());
        publish(open, topic, notes("a", 0, 1));

        await(() -> !heardByOpen.isEmpty());
        assertThat(heardByClosed).isEmpty();
        Future<Void> late = closed.publish(topic, new Note("a", 1));
        await(late::isComplete);
        assertThat(late.cause())
                .isInstanceOfSatisfying(
                        NotSent.class, cause -> assertThat(cause.reason()).isEqualTo(NotSent.Reason.CLOSED));
    }
}
