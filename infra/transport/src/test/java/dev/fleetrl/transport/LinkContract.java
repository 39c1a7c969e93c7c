package dev.fleetrl.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Topic.Delivery;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every link promises: retained messages, wildcards, wills, and coming back. */
public abstract class LinkContract extends WireContract {
    /** A client that is connected. */
    protected abstract Link connect(Optional<Will<?>> will);

    /** Pulls the cable. */
    protected abstract void cut(Link link);

    protected abstract void mend(Link link);

    @Override
    protected final Link connect() {
        return connect(Optional.empty());
    }

    @Test
    void givesALateSubscriberTheLastRetainedMessage() {
        Topic<Note> topic = topic(newName(), Delivery.RETAINED);
        List<Note> heard = new CopyOnWriteArrayList<>();
        publish(connect(), topic, notes("a", 0, 2));

        awaitSuccess(connect().subscribe(topic, into(heard)));

        await(() -> !heard.isEmpty());
        assertThat(heard).containsExactly(new Note("a", 1));
    }

    @Test
    void hearsAllRobotsThroughAWildcard() {
        String name = newName();
        List<Note> heard = new CopyOnWriteArrayList<>();
        Link link = connect();
        awaitSuccess(link.subscribe(topic(name + "/+/state", Delivery.AT_LEAST_ONCE), into(heard)));

        publish(link, topic(name + "/r1/state", Delivery.AT_LEAST_ONCE), notes("r1", 0, 1));
        publish(link, topic(name + "/r1/birth", Delivery.AT_LEAST_ONCE), notes("other", 0, 1));
        publish(link, topic(name + "/r2/state", Delivery.AT_LEAST_ONCE), notes("r2", 0, 1));

        await(() -> heard.size() >= 2);
        assertThat(heard).containsExactly(new Note("r1", 0), new Note("r2", 0));
    }

    @Test
    void leavesAWillWhenTheConnectionBreaks() {
        Topic<Note> topic = topic(newName(), Delivery.RETAINED);
        List<Note> heard = new CopyOnWriteArrayList<>();
        Link mortal = connect(Optional.of(new Will<>(topic, new Note("broken", 0))));
        awaitSuccess(connect().subscribe(topic, into(heard)));

        cut(mortal);

        await(() -> !heard.isEmpty());
        assertThat(heard).containsExactly(new Note("broken", 0));
    }

    @Test
    void leavesNoWillWhenItIsClosed() {
        Topic<Note> topic = topic(newName(), Delivery.AT_LEAST_ONCE);
        List<Note> heard = new CopyOnWriteArrayList<>();
        Link mortal = connect(Optional.of(new Will<>(topic, new Note("broken", 0))));
        Link witness = connect();
        awaitSuccess(witness.subscribe(topic, into(heard)));

        awaitSuccess(mortal.close());
        publish(witness, topic, notes("after", 0, 1));

        await(() -> !heard.isEmpty());
        assertThat(heard).containsExactly(new Note("after", 0));
    }

    @Test
    void refusesAtOnceWhatMustNotBeLostWhileItIsAway() {
        String name = newName();
        Link link = connect();
        cut(link);
        await(() -> !link.connected());

        Future<Void> kept = link.publish(topic(name, Delivery.AT_LEAST_ONCE), new Note("a", 0));
        Future<Void> dropped = link.publish(topic(name, Delivery.AT_MOST_ONCE), new Note("a", 0));

        await(kept::isComplete);
        assertThat(kept.cause())
                .isInstanceOfSatisfying(
                        NotSent.class, cause -> assertThat(cause.reason()).isEqualTo(NotSent.Reason.NOT_CONNECTED));
        awaitSuccess(dropped);
    }

    @Test
    void hearsAgainWhenItIsBack() {
        Topic<Note> topic = topic(newName(), Delivery.RETAINED);
        List<Note> heard = new CopyOnWriteArrayList<>();
        Link link = connect();
        Link other = connect();
        awaitSuccess(link.subscribe(topic, into(heard)));
        cut(link);
        await(() -> !link.connected());
        publish(other, topic, notes("meanwhile", 0, 1));

        mend(link);
        await(link::connected);
        await(() -> heard.contains(new Note("meanwhile", 0)));
        publish(other, topic, notes("after", 0, 1));

        await(() -> heard.contains(new Note("after", 0)));
        assertThat(heard).containsExactly(new Note("meanwhile", 0), new Note("after", 0));
    }

    @Test
    void tellsThatItIsAwayAndThatItIsBack() {
        List<Boolean> told = new CopyOnWriteArrayList<>();
        Link link = connect();
        link.onConnection(told::add);
        await(() -> told.size() == 1);

        cut(link);
        await(() -> told.size() == 2);
        mend(link);
        await(() -> told.size() == 3);

        assertThat(told).containsExactly(true, false, true);
    }

    @Test
    void subscribesOnceItIsBackToWhatWasAskedForMeanwhile() {
        Topic<Note> topic = newTopic();
        List<Note> heard = new CopyOnWriteArrayList<>();
        Link link = connect();
        cut(link);
        await(() -> !link.connected());
        Future<Void> subscribed = link.subscribe(topic, into(heard));
        mend(link);
        awaitSuccess(subscribed);
        await(link::connected);

        publish(link, topic, notes("a", 0, 1));

        await(() -> !heard.isEmpty());
        assertThat(heard).containsExactly(new Note("a", 0));
    }
}
