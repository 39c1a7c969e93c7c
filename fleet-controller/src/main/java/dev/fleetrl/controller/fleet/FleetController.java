package dev.fleetrl.controller.fleet;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.HostState;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.controller.allocation.Allocation;
import dev.fleetrl.controller.allocation.Circumstances;
import dev.fleetrl.controller.allocation.Practice;
import dev.fleetrl.controller.ingest.EpisodeSealer;
import dev.fleetrl.controller.ingest.StepIngest;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.controller.retrain.Publication;
import dev.fleetrl.controller.retrain.RoundRunner;
import dev.fleetrl.controller.retrain.SnapshotFiles;
import dev.fleetrl.controller.retrain.TrainingJobs;
import dev.fleetrl.controller.retrain.schedule.RetrainSchedule;
import dev.fleetrl.controller.rollout.RolloutSettings;
import dev.fleetrl.controller.rollout.Rollouts;
import dev.fleetrl.controller.roster.Roster;
import dev.fleetrl.controller.triage.HelpOrder;
import dev.fleetrl.controller.triage.TriageQueue;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The fleet controller. One event loop owns it, and calls {@link #tick} some twenty times a second. */
public final class FleetController {
    private static final System.Logger LOG = System.getLogger(FleetController.class.getName());

    private final Ports ports;
    private final Settings settings;
    private final FleetState state;
    private final Dispatcher dispatcher;
    private final RoundRunner rounds;
    private final Optional<DueRounds> schedule;
    private final HelpDesk help;
    private final ReviewDesk reviews;
    private final RolloutDesk rollouts;
    private final Map<String, Promise<Void>> unheard = new HashMap<>();
    private @Nullable EpisodeSealer sealer;
    private @Nullable StepIngest ingest;
    private boolean leaving;

    /**
     * What the controller works with.
     *
     * @param diskUsed share of the data folder's disk, 0 to 1
     */
    public record Ports(
            Link robots,
            Log log,
            EpisodeStore episodes,
            SnapshotFiles snapshots,
            TrainingJobs training,
            Worker files,
            DoubleSupplier diskUsed,
            LongSupplier clockMillis) {}

    /**
     * How the controller behaves.
     *
     * @param session of this run, for the robots
     * @param staleMillis after which a robot's state is not believed
     * @param lostMillis after which a robot counts as gone
     * @param gapMillis how long an event waits for one that it overtook
     */
    public record Settings(
            SiteId site,
            String session,
            long staleMillis,
            long lostMillis,
            long gapMillis,
            Allocation.Limits allocation,
            RoundRunner.Patience patience,
            Optional<Practice> practice,
            Optional<RetrainSchedule.Settings> autoRetrain,
            RolloutSettings rollout,
            HelpOrder help) {}

    public FleetController(Ports ports, Settings settings) {
        this.ports = ports;
        this.settings = settings;
        Allocation allocation = new Allocation(settings.allocation(), settings.practice());
        state = FleetState.empty(
                new Roster(settings.staleMillis(), settings.lostMillis()),
                allocation,
                new Rollouts(settings.rollout()));
        help = new HelpDesk(
                new TriageQueue(
                        settings.site(), settings.help(), settings.session().hashCode()),
                state,
                ports.log(),
                ports.clockMillis());
        reviews = new ReviewDesk(state.episodes(), ports.log(), ports.clockMillis());
        dispatcher = new Dispatcher(
                settings.site(),
                ports.robots(),
                ports.log(),
                allocation,
                settings.allocation().openWithinMillis() / 2);
        rounds = new RoundRunner(
                new RoundRunner.State(
                        state.rounds(), state.episodes(), state.labels(), state.policies(), state.rollouts()),
                ports.log(),
                ports.snapshots(),
                ports.training(),
                settings.patience(),
                ports.clockMillis());
        rollouts = new RolloutDesk(
                state.rollouts(), state.policies(), settings.practice(), ports.log(), ports.clockMillis());
        schedule = settings.practice()
                .flatMap(practice -> settings.autoRetrain()
                        .map(auto -> new DueRounds(
                                practice, new RetrainSchedule(practice.task(), auto), state, this::ask, this::now)));
    }

    /** Succeeds when all that the log holds is known and sealed. Robots hear of the host only then. */
    public Future<Void> start() {
        return state.replay(ports.log(), this::heard, rollouts::heard, record -> {
                    dispatcher.hear(record, now());
                    reviews.heard(record);
                })
                .compose(known -> help.replay())
                .compose(known -> startSealing())
                .compose(done -> {
                    state.allocation().begin(now());
                    hearRobots();
                    ports.robots().onConnection(this::announce);
                    return Future.succeededFuture();
                });
    }

    public void tick() {
        if (sealer == null || ingest == null) {
            return;
        }
        ingest.tick();
        dispatcher.tick(new Circumstances(
                now(),
                SiteView.paused(ports.diskUsed().getAsDouble()).isPresent(),
                state.roster().robots(now()),
                state.policies()::isRegistered,
                state.policies()::published,
                state.rollouts()));
        rounds.tick();
        help.tick();
    }

    /** Tries again what failed, and begins what is due; about once a second. */
    public void tickSlowly() {
        if (sealer != null) {
            sealer.tick();
        }
        if (ingest != null) {
            rounds.tickSlowly();
            rollouts.tick();
            schedule.ifPresent(DueRounds::tick);
        }
    }

    /** Says good-bye to the robots, so that none begins an episode. */
    public Future<Void> stop() {
        leaving = true;
        rounds.close();
        return ports.robots().publish(RobotTopics.host(settings.site()), new HostState(false, settings.session()));
    }

    public FleetState state() {
        return state;
    }

    public HelpDesk help() {
        return help;
    }

    public ReviewDesk reviews() {
        return reviews;
    }

    public RolloutDesk rollouts() {
        return rollouts;
    }

    public long now() {
        return ports.clockMillis().getAsLong();
    }

    /** Asks for something; succeeds once the log has told of it, so that whoever asked finds it. */
    public Future<Void> ask(FleetRequest request) {
        Promise<Void> heard = unheard.computeIfAbsent(request.key(), key -> Promise.promise());
        return ports.log()
                .publish(LogTopics.REQUESTS, request)
                .onFailure(cause -> unheard.remove(request.key(), heard))
                .compose(taken -> heard.future());
    }

    private void heard(FleetRequest request) {
        Optional.ofNullable(unheard.remove(request.key())).ifPresent(Promise::complete);
    }

    /** From now on practice of its tasks runs this policy. */
    public Future<Void> publish(PolicyVersion version) {
        return Publication.of(version, state.policies(), now(), ports.log());
    }

    public <M> Future<Void> keep(Topic<M> topic, M record) {
        return ports.log().publish(topic, record);
    }

    public SiteView site() {
        return SiteView.of(
                settings.site(),
                ports.robots().connected(),
                state.roster().robots(now()),
                state.episodes().size(),
                ports.diskUsed().getAsDouble(),
                sealer == null ? "" : sealer.trouble());
    }

    private Future<Void> startSealing() {
        EpisodeSealer reading = new EpisodeSealer(
                ports.log(),
                ports.files(),
                ports.episodes(),
                state.episodes().sealedUpTo(),
                settings.gapMillis(),
                ports.clockMillis(),
                state.allocation()::hear);
        sealer = reading;
        return reading.start().onSuccess(read -> {
            ingest = new StepIngest(settings.site(), ports.robots(), ports.log(), reading::storedUpTo);
        });
    }

    /** A broker that is away keeps nobody waiting: the subscriptions are made once it is back. */
    private void hearRobots() {
        RobotTopics all = RobotTopics.ofAll(settings.site());
        Link robots = ports.robots();
        List<Future<Void>> subscriptions = List.of(
                robots.subscribe(RobotTopics.host(settings.site()), host -> done(() -> contradict(host))),
                robots.subscribe(all.birth(), birth -> done(() -> state.roster().hear(birth))),
                robots.subscribe(
                        all.connection(), told -> done(() -> state.roster().hear(told))),
                robots.subscribe(
                        all.state(),
                        told -> done(() -> {
                            state.roster().hear(told, now());
                            help.hear(told);
                        })),
                help.start(robots, all),
                robots.subscribe(
                        all.answers(),
                        answer -> done(() -> {
                            if (!answer.accepted()) {
                                state.allocation().hearRefusal(answer.id(), answer.reason(), now());
                            }
                        })),
                new CriticRelay(settings.site(), robots, state.roster(), ports.clockMillis()).start(ports.log()),
                Objects.requireNonNull(ingest).start());
        Future.all(subscriptions).onFailure(cause -> LOG.log(WARNING, "cannot hear the robots", cause));
    }

    /** A goodbye or a last will of before may come after this one's greeting, and robots would wait. */
    private void contradict(HostState host) {
        announce(!host.online() && !leaving);
    }

    private void announce(boolean connected) {
        if (connected) {
            ports.robots()
                    .publish(RobotTopics.host(settings.site()), new HostState(true, settings.session()))
                    .onFailure(cause -> LOG.log(WARNING, "cannot tell the robots that the host is there", cause));
        }
    }

    private static Future<Void> done(Runnable action) {
        action.run();
        return Future.succeededFuture();
    }
}
