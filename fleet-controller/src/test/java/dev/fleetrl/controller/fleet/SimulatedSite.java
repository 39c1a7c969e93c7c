package dev.fleetrl.controller.fleet;

import dev.fleetrl.contracts.HostState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.controller.allocation.Allocation;
import dev.fleetrl.controller.allocation.Practice;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.controller.retrain.RoundRunner;
import dev.fleetrl.controller.retrain.SnapshotFiles;
import dev.fleetrl.controller.retrain.TrainingJobs;
import dev.fleetrl.controller.rollout.RolloutSettings;
import dev.fleetrl.controller.triage.HelpOrder;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.simulated.Faults;
import dev.fleetrl.transport.simulated.SimulatedBroker;
import dev.fleetrl.transport.simulated.SimulatedWire;
import dev.fleetrl.transport.simulated.VirtualTime;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** A broker, a folder and one controller after another, in virtual time. */
public final class SimulatedSite {
    public static final SiteId SITE = new SiteId("test");

    public final VirtualTime time = new VirtualTime();
    public final SimulatedBroker broker;
    final Map<SnapshotId, Snapshot> snapshots = new HashMap<>();
    double diskUsed;
    RolloutSettings rollout = RolloutSettings.standard(false);
    private final EpisodeStore store;
    private final TrainingJobs training;
    private final Optional<Practice> practice;
    private int sessions;

    public SimulatedSite(
            long seed, Faults faults, EpisodeStore store, TrainingJobs training, Optional<Practice> practice) {
        this.broker = new SimulatedBroker(time, new SplittableRandom(seed), faults);
        this.store = store;
        this.training = training;
        this.practice = practice;
    }

    /** A running controller and the means to kill it. */
    public record Running(
            FleetController controller, SimulatedWire wire, VirtualTime.Timer fast, VirtualTime.Timer slow) {
        /** As a power cut does. */
        public void kill() {
            fast.cancel();
            slow.cancel();
            wire.disconnect();
            wire.close().onFailure(ignored -> {});
        }
    }

    public Running startController() {
        String session = "controller-" + sessions++;
        SimulatedWire wire = broker.connect(
                Optional.of(new Will<>(RobotTopics.host(SITE), new HostState(false, session))), letter -> {});
        FleetController controller = new FleetController(
                new FleetController.Ports(
                        wire, wire, store, memory(), training, inline(), () -> diskUsed, time::millis),
                new FleetController.Settings(
                        SITE,
                        session,
                        1000,
                        10_000,
                        30_000,
                        new Allocation.Limits(5000, 20_000),
                        new RoundRunner.Patience(60_000, 60_000),
                        practice,
                        Optional.empty(),
                        rollout,
                        HelpOrder.standard()));
        Running running = new Running(
                controller,
                wire,
                time.every(50_000_000, controller::tick),
                time.every(1_000_000_000, controller::tickSlowly));
        Future<Void> started = controller.start();
        time.runUntil(started::isComplete);
        if (started.failed()) {
            throw new IllegalStateException(started.cause());
        }
        return running;
    }

    public static Worker inline() {
        return new Worker() {
            @Override
            public <T> Future<T> call(Callable<T> work) {
                try {
                    return Future.succeededFuture(work.call());
                } catch (Exception e) {
                    return Future.failedFuture(e);
                }
            }
        };
    }

    private SnapshotFiles memory() {
        return new SnapshotFiles() {
            @Override
            public Future<Optional<Snapshot>> find(SnapshotId id) {
                return Future.succeededFuture(Optional.ofNullable(snapshots.get(id)));
            }

            @Override
            public Future<Snapshot> keep(Snapshot snapshot) {
                snapshots.put(snapshot.id(), snapshot);
                return Future.succeededFuture(snapshot);
            }
        };
    }
}
