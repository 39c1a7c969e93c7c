package dev.fleetrl.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Topic;
import dev.fleetrl.transport.Log.Logged;
import dev.fleetrl.transport.Log.Position;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every wire promises that remembers. */
public abstract class LogContract extends WireContract {
    @Override
    protected abstract Log connect();

    @Test
    void hasReplayedWhatWasThereWhenItSaysSo() {
        Topic<Note> topic = newTopic();
        List<Note> heard = new CopyOnWriteArrayList<>();
        Log log = connect();
        publish(log, topic, notes("a", 0, 10));

        awaitSuccess(log.replay(topic, Position.START, logged -> into(heard).apply(logged.message())));

        assertThat(heard).isEqualTo(notes("a", 0, 10));
    }

    @Test
    void hasReplayedNothingAtOnceWhereThereIsNothing() {
        List<Logged<Note>> heard = new CopyOnWriteArrayList<>();

        awaitSuccess(connect().replay(newTopic(), Position.START, into(heard)));

        assertThat(heard).isEmpty();
    }

    @Test
    void goesOnFromTheReplayWithWhatComesLater() {
        Topic<Note> topic = newTopic();
        List<Note> heard = new CopyOnWriteArrayList<>();
        Log log = connect();
        publish(log, topic, notes("a", 0, 3));
        awaitSuccess(log.replay(topic, Position.START, logged -> into(heard).apply(logged.message())));

        publish(log, topic, notes("a", 3, 6));

        await(() -> heard.size() >= 6);
        assertThat(heard).isEqualTo(notes("a", 0, 6));
    }

    @Test
    void hasNotReplayedWhatTheHandlerStillWorksOn() {
        Topic<Note> topic = newTopic();
        Promise<Void> work = Promise.promise();
        List<Note> begun = new CopyOnWriteArrayList<>();
        Log log = connect();
        publish(log, topic, notes("a", 0, 1));

        Future<Void> replayed = log.replay(topic, Position.START, logged -> {
            begun.add(logged.message());
            return work.future();
        });
        await(() -> !begun.isEmpty());
        boolean tooEarly = replayed.isComplete();
        work.complete();

        awaitSuccess(replayed);
        assertThat(tooEarly).isFalse();
    }

    @Test
    void replaysFromAPosition() {
        Topic<Note> topic = newTopic();
        List<Logged<Note>> all = new CopyOnWriteArrayList<>();
        List<Logged<Note>> rest = new CopyOnWriteArrayList<>();
        Log log = connect();
        publish(log, topic, notes("a", 0, 10));
        awaitSuccess(log.replay(topic, Position.START, into(all)));

        Logged<Note> seventh = all.get(6);
        awaitSuccess(log.replay(topic, new Position(Map.of(seventh.partition(), seventh.offset())), into(rest)));

        assertThat(rest).isEqualTo(all.subList(6, 10));
    }

    @Test
    void doesNotReplayToASubscriber() {
        Topic<Note> topic = newTopic();
        List<Note> heard = new CopyOnWriteArrayList<>();
        Log log = connect();
        publish(log, topic, notes("a", 0, 3));
        awaitSuccess(log.subscribe(topic, into(heard)));

        publish(log, topic, notes("a", 3, 4));

        await(() -> !heard.isEmpty());
        assertThat(heard).containsExactly(new Note("a", 3));
    }
}
