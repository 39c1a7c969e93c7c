package dev.fleetrl.transport.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.Topic.Delivery;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two hundred numbers sent through a bad network, by a sender that repeats what was not taken. */
class SimulatedFaultsTest {
    private static final int NUMBERS = 200;
    private static final Faults BAD = new Faults(0.2, 0.2, 0.05, 1_000_000, 50_000_000);

    private record Numbered(int number) {}

    private static Topic<Numbered> topic(Delivery delivery) {
        return new Topic<>("fleetrl/numbers", Numbered.class, Codec.JSON, delivery, number -> "");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void loseNothingThatIsSentUntilItIsTaken(long seed) {
        List<Integer> heard = heard(seed, Delivery.AT_LEAST_ONCE);

        Set<Integer> distinct = new LinkedHashSet<>(heard);
        assertThat(distinct).hasSize(NUMBERS);
        assertThat(heard).as("some come twice").hasSizeGreaterThan(NUMBERS);
        assertThat(List.copyOf(distinct)).as("none overtakes another").isSorted();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void loseSomeOfWhatMayBeLost(long seed) {
        assertThat(heard(seed, Delivery.AT_MOST_ONCE))
                .hasSizeBetween(NUMBERS / 4, NUMBERS - 1)
                .isSorted();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void comeTheSameFromTheSameSeed(long seed) {
        assertThat(heard(seed, Delivery.AT_LEAST_ONCE)).isEqualTo(heard(seed, Delivery.AT_LEAST_ONCE));
        assertThat(heard(seed, Delivery.AT_LEAST_ONCE)).isNotEqualTo(heard(seed + 100, Delivery.AT_LEAST_ONCE));
    }

    private static List<Integer> heard(long seed, Delivery delivery) {
        VirtualTime time = new VirtualTime();
        SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(seed), BAD);
        List<Integer> heard = new ArrayList<>();
        Future<Void> subscribed = broker.connect().subscribe(topic(delivery), number -> {
            heard.add(number.number());
            return Future.succeededFuture();
        });
        assertThat(subscribed.succeeded()).isTrue();
        List<Integer> sent = new ArrayList<>();
        send(time, broker.connect(), topic(delivery), sent);
        time.runUntil(() -> sent.size() == NUMBERS);
        time.runFor(1_000_000_000);
        return heard;
    }

    private static void send(VirtualTime time, SimulatedWire wire, Topic<Numbered> topic, List<Integer> sent) {
        if (sent.size() < NUMBERS) {
            wire.publish(topic, new Numbered(sent.size())).onComplete(taken -> {
                if (taken.succeeded()) {
                    sent.add(sent.size());
                }
                time.in(5_000_000, () -> send(time, wire, topic, sent));
            });
        }
    }
}
