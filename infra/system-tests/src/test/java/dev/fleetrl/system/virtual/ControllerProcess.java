package dev.fleetrl.system.virtual;

import static dev.fleetrl.system.virtual.World.MILLI;
import static dev.fleetrl.system.virtual.World.SECOND;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.HostState;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.controller.allocation.Allocation;
import dev.fleetrl.controller.allocation.CollectionProgress;
import dev.fleetrl.controller.fleet.FleetController;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.controller.retrain.RoundRunner;
import dev.fleetrl.controller.retrain.SnapshotFiles;
import dev.fleetrl.controller.retrain.TrainingJobs;
import dev.fleetrl.controller.rollout.RolloutSettings;
import dev.fleetrl.controller.triage.HelpOrder;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.simulated.SimulatedWire;
import dev.fleetrl.transport.simulated.VirtualTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One controller after another, each killed as a process is and started on the log and the files of its predecessors. */
final class ControllerProcess {
    private static final int SLOWEST_FILE_MILLIS = 40;

    private final World world;
    private final EpisodeStore store;
    private final SplittableRandom random;
    private @Nullable Run run;
    private int sessions;

    ControllerProcess(World world, EpisodeStore store, SplittableRandom random) {
        this.world = world;
        this.store = store;
        this.random = random;
    }

    void start() {
        if (run == null) {
            sessions++;
            run = new Run("controller-" + sessions);
        }
    }

    void kill() {
        Run current = run;
        if (current != null) {
            run = null;
            current.end();
        }
    }

    /** Breaks the way to the robots, or the one to the log. */
    void breakLink(boolean isLog, long awayNanos) {
        Run current = run;
        if (current != null) {
            SimulatedWire wire = isLog ? current.log : current.robots;
            wire.disconnect();
            world.time().in(awayNanos, wire::reconnect);
        }
    }

    boolean hasCompleted(CollectionId collection) {
        return Optional.ofNullable(run)
                .flatMap(current -> current.controller
                        .state()
                        .allocation()
                        .collection(collection, world.time().millis()))
                .map(CollectionProgress::complete)
                .orElse(false);
    }

    private final class Run implements Worker {
        private final SimulatedWire robots;
        private final SimulatedWire log = world.broker().connect();
        private final FleetController controller;
        private final VirtualTime.Timer fast;
        private final VirtualTime.Timer slow;
        private boolean dead;

        Run(String session) {
            robots = world.broker()
                    .connect(
                            Optional.of(new Will<>(RobotTopics.host(world.site()), new HostState(false, session))),
                            letter -> {
                                throw new AssertionError(session + " cannot read " + letter);
                            });
            controller = new FleetController(
                    new FleetController.Ports(
                            robots,
                            log,
                            store,
                            new NoSnapshots(),
                            new NoTraining(),
                            this,
                            () -> 0,
                            world.time()::millis),
                    new FleetController.Settings(
                            world.site(),
                            session,
                            1_000,
                            10_000,
                            30_000,
                            new Allocation.Limits(3_000, 8_000),
                            new RoundRunner.Patience(60_000, 60_000),
                            Optional.empty(),
                            Optional.empty(),
                            RolloutSettings.standard(false),
                            HelpOrder.standard()));
            fast = world.time().every(50 * MILLI, controller::tick);
            slow = world.time().every(SECOND, controller::tickSlowly);
            controller.start().onFailure(cause -> {
                throw new AssertionError(session + " does not start", cause);
            });
        }

        /** A disk that takes its time; work that the process does not live to see is never done. */
        @Override
        public <T> Future<T> call(Callable<T> work) {
            Promise<T> done = Promise.promise();
            world.time().in(random.nextInt(SLOWEST_FILE_MILLIS) * MILLI, () -> {
                if (!dead) {
                    complete(done, work);
                }
            });
            return done.future();
        }

        void end() {
            dead = true;
            fast.cancel();
            slow.cancel();
            for (SimulatedWire wire : new SimulatedWire[] {robots, log}) {
                wire.disconnect();
                wire.close().onFailure(cause -> {
                    throw new AssertionError(cause);
                });
            }
        }

        private static <T> void complete(Promise<T> done, Callable<T> work) {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.fail(e);
            }
        }
    }

    /** Nothing is retrained here. */
    private record NoTraining() implements TrainingJobs {
        @Override
        public Future<PolicyManifest> train(TrainingJob job, Consumer<TrainingProgress> progress) {
            return Future.failedFuture("nobody trains here");
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }

    private record NoSnapshots() implements SnapshotFiles {
        @Override
        public Future<Optional<Snapshot>> find(SnapshotId id) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Snapshot> keep(Snapshot snapshot) {
            return Future.failedFuture("nobody keeps snapshots here");
        }
    }
}
