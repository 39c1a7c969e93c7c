package dev.fleetrl.robot.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.Stored;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.robot.Events;
import dev.fleetrl.robot.spool.Spool;
import dev.fleetrl.transport.NotSent;
import dev.fleetrl.transport.Wire;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedBroker;
import dev.fleetrl.transport.simulated.SimulatedWire;
import dev.fleetrl.transport.simulated.VirtualTime;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UplinkTest {
    private static final long MILLI = 1_000_000L;
    private static final int EVENTS = 60;
    private static final RobotTopics TOPICS = RobotTopics.of(new SiteId("lab"), Events.ROBOT);

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private final TreeSet<Long> received = new TreeSet<>();

    /** Messages come twice, connections break while they are under way, the fleet's word of what is stored gets lost. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void deliversEveryNumberAndKeepsNone(long seed) {
        Faults faults = new Faults(0.2, 0.2, 0.1, 20 * MILLI, 400 * MILLI);
        SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(seed), faults);
        SimulatedWire robot = broker.connect();
        SimulatedWire fleet = broker.connect();
        listen(fleet);
        try (Spool spool = spool()) {
            Uplink uplink = new Uplink(
                    spool, robot, TOPICS.steps(), Runnable::run, time::nanoTime, new Uplink.Limits(8, 1_000 * MILLI));
            assertThat(robot.subscribe(TOPICS.stored(), stored -> {
                        uplink.stored(stored.upTo());
                        return Future.succeededFuture();
                    }))
                    .matches(Future::succeeded);
            time.every(250 * MILLI, uplink::tick);
            IntStream.range(0, EVENTS).forEach(i -> time.in(20 * MILLI * i, () -> uplink.append(Events.stepped(i))));

            time.runFor(60_000 * MILLI);

            assertThat(received)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, EVENTS).boxed().toList());
            assertThat(spool.size()).isZero();
        }
    }

    /** Sixty records of some 500 bytes each, at 3,000 bytes a second: what a second holds goes at once, the rest in 9 s. */
    @Test
    void leavesTheLinkToOthersWhereItIsTold() {
        SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(1), Faults.NONE);
        SimulatedWire robot = broker.connect();
        listen(broker.connect());
        try (Spool spool = spool()) {
            Uplink uplink = new Uplink(
                    spool,
                    robot,
                    TOPICS.steps(),
                    Runnable::run,
                    time::nanoTime,
                    new Uplink.Limits(8, 1_000_000 * MILLI, 3_000));
            time.every(250 * MILLI, uplink::tick);
            IntStream.range(0, EVENTS).forEach(i -> uplink.append(Events.stepped(i)));

            time.runFor(100 * MILLI);
            assertThat(received).hasSizeBetween(6, 7);
            time.runFor(4_900 * MILLI);
            assertThat(received).hasSizeBetween(35, 37);
            time.runFor(6_000 * MILLI);
            assertThat(received).hasSize(EVENTS);
        }
    }

    /** Each look at the clock takes 100 ms, so that what was refused just now may go a moment later; none is passed over. */
    @Test
    void leavesNoRecordOutWhileItWaitsForItsShare() {
        SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(1), Faults.NONE);
        SimulatedWire robot = broker.connect();
        List<Long> published = new ArrayList<>();
        assertThat(broker.connect().subscribe(TOPICS.steps(), event -> {
                    published.add(event.number());
                    return Future.succeededFuture();
                }))
                .matches(Future::succeeded);
        AtomicLong looks = new AtomicLong();
        try (Spool spool = spool()) {
            Uplink uplink = new Uplink(
                    spool,
                    robot,
                    TOPICS.steps(),
                    Runnable::run,
                    () -> time.nanoTime() + looks.incrementAndGet() * 100 * MILLI,
                    new Uplink.Limits(8, 1_000_000_000 * MILLI, 400));
            time.every(250 * MILLI, uplink::tick);
            IntStream.range(0, EVENTS).forEach(i -> uplink.append(Events.stepped(i)));
            time.runFor(30_000 * MILLI);
        }

        assertThat(published)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, EVENTS).boxed().toList());
    }

    @Test
    void publishesARecordOnceWhenAllIsWellAlsoAfterALongIdleTime() {
        SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(1), Faults.delaysUpTo(300 * MILLI));
        SimulatedWire robot = broker.connect();
        List<Long> published = new ArrayList<>();
        assertThat(broker.connect().subscribe(TOPICS.steps(), event -> {
                    published.add(event.number());
                    return Future.succeededFuture();
                }))
                .matches(Future::succeeded);
        try (Spool spool = spool()) {
            Uplink uplink = new Uplink(
                    spool, robot, TOPICS.steps(), Runnable::run, time::nanoTime, new Uplink.Limits(8, 1_000 * MILLI));
            time.every(250 * MILLI, uplink::tick);
            time.runFor(10_000 * MILLI);

            uplink.append(Events.stepped(0));
            time.runFor(900 * MILLI);
            assertThat(published).containsExactly(1L);

            time.runFor(1_000 * MILLI);
            assertThat(published).containsExactly(1L, 1L);
        }
    }

    @ParameterizedTest(name = "{0} records in flight")
    @ValueSource(ints = {1, 8})
    void keepsNoMoreThanItsLimitUnderWay(int maxInFlight) {
        SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(1), Faults.delaysUpTo(50 * MILLI));
        CountingWire wire = new CountingWire(broker.connect());
        listen(broker.connect());
        try (Spool spool = spool()) {
            Uplink uplink = new Uplink(
                    spool,
                    wire,
                    TOPICS.steps(),
                    Runnable::run,
                    time::nanoTime,
                    new Uplink.Limits(maxInFlight, 60_000 * MILLI));

            IntStream.range(0, EVENTS).forEach(i -> uplink.append(Events.stepped(i)));
            time.runFor(30_000 * MILLI);

            assertThat(received).hasSize(EVENTS);
            assertThat(wire.most).isEqualTo(maxInFlight);
        }
    }

    @Test
    void losesNothingWhileTheSpoolFails() throws SQLException {
        spool().close();
        Events.failFrom(folder.resolve("spool.db"), 2);
        SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(1), Faults.NONE);
        listen(broker.connect());
        try (Spool spool = spool()) {
            Uplink uplink = uplink(spool, broker);
            uplink.append(Events.stepped(0));
            uplink.append(Events.stepped(1));
            uplink.append(Events.stepped(2));
            assertThat(uplink.isFull()).isTrue();

            spool.remember(Events.HEALED, "yes");
            uplink.tick();
            time.runFor(1_000 * MILLI);

            assertThat(uplink.isFull()).isFalse();
            assertThat(received).containsExactly(1L, 2L, 3L);
            assertThat(spool.after(0, 10))
                    .extracting(NumberedEvent::event)
                    .containsExactly(Events.stepped(0), Events.stepped(1), Events.stepped(2));
        }
    }

    @Test
    void leavesOutWhatNoBrokerTakes() {
        SimulatedBroker broker = new SimulatedBroker(time, new SplittableRandom(1), Faults.NONE);
        listen(broker.connect());
        CountingWire wire = new CountingWire(broker.connect());
        wire.tooBig = 2;
        try (Spool spool = spool()) {
            Uplink uplink = new Uplink(
                    spool, wire, TOPICS.steps(), Runnable::run, time::nanoTime, new Uplink.Limits(8, 1_000 * MILLI));
            IntStream.range(0, 4).forEach(i -> uplink.append(Events.stepped(i)));
            time.runFor(500 * MILLI);

            assertThat(received).containsExactly(1L, 3L, 4L);
        }
    }

    private Uplink uplink(Spool spool, SimulatedBroker broker) {
        return new Uplink(
                spool,
                broker.connect(),
                TOPICS.steps(),
                Runnable::run,
                time::nanoTime,
                new Uplink.Limits(8, 1_000 * MILLI));
    }

    /** The fleet: stores what comes and says up to where it has everything. */
    private void listen(SimulatedWire fleet) {
        assertThat(fleet.subscribe(TOPICS.steps(), event -> {
                    received.add(event.number());
                    long upTo = 0;
                    while (received.contains(upTo + 1)) {
                        upTo++;
                    }
                    return fleet.publish(TOPICS.stored(), new Stored(Events.ROBOT, upTo))
                            .otherwiseEmpty();
                }))
                .matches(Future::succeeded);
    }

    private Spool spool() {
        return Spool.open(folder.resolve("spool.db"), Events.ROBOT, 1_000_000, Spool.Durability.PROCESS_KILL, 0);
    }

    /** Counts what is published and not yet taken, and may refuse one record. */
    private static final class CountingWire implements Wire {
        private final SimulatedWire wire;
        private int underWay;
        private int most;
        private long tooBig;

        CountingWire(SimulatedWire wire) {
            this.wire = wire;
        }

        @Override
        public <M> Future<Void> publish(Topic<M> topic, M message) {
            if (message instanceof NumberedEvent event && event.number() == tooBig) {
                return Future.failedFuture(new NotSent(NotSent.Reason.TOO_BIG, "a message of 2 MB"));
            }
            underWay++;
            most = Math.max(most, underWay);
            return wire.publish(topic, message).onComplete(done -> underWay--);
        }

        @Override
        public <M> Future<Void> subscribe(Topic<M> topic, Function<M, Future<Void>> handler) {
            return wire.subscribe(topic, handler);
        }

        @Override
        public Future<Void> close() {
            return wire.close();
        }
    }
}
