package dev.fleetrl.robot;

import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.HelpRequest;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.Topic;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.robot.arm.ArmModel;
import dev.fleetrl.robot.control.Verdict;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the robot says of itself. Publishing happens on the io executor, so that no broker ever delays the control loop; pictures are made
 * on one of their own before.
 */
final class Telemetry {
    private static final System.Logger LOG = System.getLogger(Telemetry.class.getName());
    private static final long STATE_PERIOD_NANOS = 250_000_000L;
    private static final long FRAME_PERIOD_NANOS = 66_666_667L;
    private static final int ACTION_SIZE = 7;
    private static final int HZ = 10;

    private final RobotIdentity identity;
    private final RobotPorts ports;
    private final RobotTopics topics;
    private final Map<String, Long> frameDueNanos = new HashMap<>();
    private final Map<String, Long> frames = new HashMap<>();
    private final AtomicReference<@Nullable HelpRequest> unheard = new AtomicReference<>();
    private final AtomicBoolean films = new AtomicBoolean();
    private volatile boolean isDark;
    private long stateDueNanos;
    private long states;

    Telemetry(RobotIdentity identity, RobotPorts ports) {
        this.identity = identity;
        this.ports = ports;
        topics = RobotTopics.of(identity.site(), identity.robot());
    }

    /** Says who is there; also after each new connection, whose predecessor's last will said the opposite. */
    void announce() {
        Optional.ofNullable(unheard.getAndSet(null)).ifPresent(this::call);
        ArmModel model = ports.arm().model();
        publish(
                topics.birth(),
                new Birth(
                        identity.robot(),
                        identity.session(),
                        identity.agentVersion(),
                        Schema.MESSAGES,
                        model.name(),
                        model.policyCameras(),
                        model.videoCameras(),
                        model.proprioception(),
                        ACTION_SIZE,
                        HZ,
                        ports.workcell().tasks(),
                        ports.workcell().demonstrators()));
        connection(Connection.State.ONLINE);
    }

    void connection(Connection.State state) {
        publish(topics.connection(), new Connection(identity.robot(), identity.session(), state));
    }

    boolean isStateDue(long nowNanos) {
        return nowNanos >= stateDueNanos;
    }

    /** What has just changed is said at once. */
    void stateIsNews() {
        stateDueNanos = Long.MIN_VALUE;
    }

    void state(RobotState state, long nowNanos) {
        stateDueNanos = nowNanos + STATE_PERIOD_NANOS;
        states++;
        publish(topics.state(), state);
    }

    /** The number of the next state message. */
    long nextState() {
        return states + 1;
    }

    /** @param answer asked for on the io executor, when what was to be kept on disk before has been tried */
    void answer(String commandId, Supplier<Verdict> answer) {
        ports.io().execute(() -> {
            Verdict verdict = answer.get();
            send(
                    topics.answers(),
                    new CommandResult(
                            identity.robot(), commandId, verdict.accepted(), verdict.reason(), verdict.refusal()));
        });
    }

    /** Without a connection it is said once there is one. */
    void help(EpisodeId episode, String reason) {
        call(new HelpRequest(identity.robot(), episode, reason, ports.clock().nowMillis()));
    }

    private void call(HelpRequest help) {
        ports.io().execute(() -> ports.link().publish(topics.help(), help).onFailure(cause -> unheard.set(help)));
    }

    /** At most one picture a tick, of the camera whose turn it is; none while the last one is still being made, for it would only wait. */
    void video(long nowNanos, Audience audience) {
        List<String> cameras = ports.arm().model().videoCameras();
        if (cameras.isEmpty() || films.get()) {
            return;
        }
        if (audience.isLive(nowNanos)) {
            String next = Collections.min(cameras, Comparator.comparingLong(this::frameDue));
            if (nowNanos >= frameDue(next)) {
                frameDueNanos.put(
                        next, Math.max(frameDue(next), nowNanos - FRAME_PERIOD_NANOS / 2) + FRAME_PERIOD_NANOS);
                film(next);
            }
        } else if (audience.takeGlance(nowNanos)) {
            film(cameras.get(0));
        }
    }

    private long frameDue(String camera) {
        return frameDueNanos.getOrDefault(camera, Long.MIN_VALUE);
    }

    /** What it sees is as old as the moment before it was asked. */
    private void film(String camera) {
        long atMillis = ports.clock().nowMillis();
        long sequence = frames.merge(camera, 1L, Long::sum);
        Supplier<Frame> picture = ports.arm().video(camera);
        films.set(true);
        ports.pictures().execute(() -> {
            Runnable then = () -> films.set(false);
            try {
                VideoFrame made = new VideoFrame(identity.robot(), sequence, atMillis, picture.get());
                then = () -> show(made);
            } finally {
                ports.io().execute(then);
            }
        });
    }

    /** In order with what else is said: none goes after a pause of recording was answered. */
    private void show(VideoFrame picture) {
        films.set(false);
        if (!isDark) {
            send(topics.video(), picture);
        }
    }

    /** No picture leaves the robot, not even one that is being made. */
    void darken(boolean isDark) {
        this.isDark = isDark;
    }

    private <M> void publish(Topic<M> topic, M message) {
        ports.io().execute(() -> send(topic, message));
    }

    private <M> void send(Topic<M> topic, M message) {
        ports.link()
                .publish(topic, message)
                .onFailure(cause ->
                        LOG.log(System.Logger.Level.DEBUG, "{0} was not sent: {1}", topic.name(), cause.getMessage()));
    }
}
