package dev.fleetrl.transport.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.LogContract;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SimulatedLogTest extends LogContract {
    private final VirtualTime time = new VirtualTime();
    private final SimulatedBroker broker =
            new SimulatedBroker(time, new SplittableRandom(1), Faults.delaysUpTo(1_000_000));

    @Override
    protected Log connect() {
        return broker.connect();
    }

    @Override
    protected String newName() {
        return "fleetrl.test";
    }

    @Override
    protected void await(BooleanSupplier condition) {
        time.runUntil(condition);
    }

    @Override
    protected List<DeadLetter> deadLetters() {
        List<DeadLetter> letters = new ArrayList<>();
        awaitSuccess(connect().subscribe(LogTopics.DEAD_LETTERS, into(letters)));
        return letters;
    }

    @Test
    void readsOnWhereItStoppedWhenTheConnectionBroke() {
        Topic<Note> topic = newTopic();
        List<Note> heard = new ArrayList<>();
        SimulatedWire reader = broker.connect();
        awaitSuccess(reader.subscribe(topic, into(heard)));
        publish(connect(), topic, notes("a", 0, 3));
        await(() -> heard.size() == 3);

        reader.disconnect();
        publish(connect(), topic, notes("a", 3, 6));
        reader.reconnect();

        await(() -> heard.size() == 6);
        assertThat(heard).isEqualTo(notes("a", 0, 6));
    }
}
