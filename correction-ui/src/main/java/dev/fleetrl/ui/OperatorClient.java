package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.ui.protocol.UiCommand;
import dev.fleetrl.ui.protocol.UiEvent;
import dev.fleetrl.ui.protocol.VideoPacket;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * An operator without a tablet: says and hears on the WebSocket exactly what the page does, so that a scripted person goes
 * through a person's path.
 *
 * <p>May be called from any thread. Listeners are called on an event loop, in the order of the messages, and must not block.
 */
public final class OperatorClient {
    private static final System.Logger LOG = System.getLogger(OperatorClient.class.getName());
    private static final int MAX_MESSAGE_BYTES = 4 << 20;
    private static final int TELEOP_TTL_MILLIS = 200;

    /** A tablet that says nothing for ten seconds is taken for gone; the page pings as often. */
    private static final long PING_MILLIS = 2000;

    private final WebSocketClient client;
    private final WebSocket socket;
    private final Promise<Void> signedIn = Promise.promise();
    private final Promise<Void> gone = Promise.promise();
    private final Map<RobotId, UiEvent.Robot> robots = new ConcurrentHashMap<>();
    private final Map<String, Promise<CommandResult>> unanswered = new ConcurrentHashMap<>();
    private final List<Consumer<UiEvent.Robot>> robotListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<VideoFrame>> videoListeners = new CopyOnWriteArrayList<>();
    private final AtomicLong lastId = new AtomicLong();
    /** Grows over reconnections too: the robot refuses a sequence that it has passed. */
    private final AtomicLong lastSequence = new AtomicLong(System.currentTimeMillis());

    private OperatorClient(WebSocketClient client, ClientWebSocket socket) {
        this.client = client;
        this.socket = socket;
        socket.textMessageHandler(this::hear);
        socket.binaryMessageHandler(packet -> VideoPacket.decode(packet.getBytes())
                .ifPresent(video -> videoListeners.forEach(listener -> listener.accept(video))));
        socket.closeHandler(closed -> disconnected());
    }

    /**
     * Signs in where a name is enough, and connects.
     *
     * @param site where the page is served, such as {@code http://127.0.0.1:8080}
     */
    public static Future<OperatorClient> connect(Vertx vertx, URI site, OperatorId operator) {
        return ScriptedSignIn.at(vertx, site, operator).compose(cookie -> connect(vertx, site, cookie));
    }

    private static Future<OperatorClient> connect(Vertx vertx, URI site, String cookie) {
        WebSocketClient client = vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxFrameSize(MAX_MESSAGE_BYTES).setMaxMessageSize(MAX_MESSAGE_BYTES));
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(site.getHost())
                .setPort(ScriptedSignIn.port(site))
                .setURI("/ws")
                .addHeader("Cookie", cookie);
        ClientWebSocket socket = client.webSocket();
        OperatorClient operating = new OperatorClient(client, socket);
        long pings = vertx.setPeriodic(PING_MILLIS, ping -> operating.ping());
        operating.gone().onComplete(gone -> vertx.cancelTimer(pings));
        return socket.connect(options)
                .compose(connected -> operating.signedIn.future())
                .map(operating)
                .onFailure(cause -> {
                    vertx.cancelTimer(pings);
                    client.close().onFailure(ignored -> LOG.log(WARNING, "cannot close", ignored));
                });
    }

    /** Told at once of each robot's newest state, and of each change of it. */
    public void onRobot(Consumer<UiEvent.Robot> listener) {
        robotListeners.add(listener);
        robots.values().forEach(listener);
    }

    public void onVideo(Consumer<VideoFrame> listener) {
        videoListeners.add(listener);
    }

    /** Robots as they were last heard of. */
    public Map<RobotId, UiEvent.Robot> robots() {
        return Map.copyOf(robots);
    }

    /** The last state of a robot, if one came. */
    public Optional<RobotState> state(RobotId robot) {
        return Optional.ofNullable(robots.get(robot)).flatMap(UiEvent.Robot::state);
    }

    /** Asks for video; see {@link UiCommand.Watch}. Replaces what was asked before. */
    public Future<Void> watch(List<RobotId> wall, List<RobotId> live) {
        return send(new UiCommand.Watch(wall, live));
    }

    public Future<CommandResult> takeOver(RobotId robot) {
        return ask(new UiCommand.TakeOver(nextId(), robot));
    }

    /** Gives up the lease that the robot last reported. */
    public Future<CommandResult> handBack(RobotId robot) {
        return ask(new UiCommand.HandBack(nextId(), robot, epoch(robot)));
    }

    public Future<CommandResult> resume(RobotId robot) {
        return ask(new UiCommand.Resume(nextId(), robot));
    }

    public Future<CommandResult> hold(RobotId robot) {
        return ask(new UiCommand.Hold(nextId(), robot));
    }

    public Future<CommandResult> stop(RobotId robot) {
        return ask(new UiCommand.Stop(nextId(), robot));
    }

    /** Succeeds when the wish is sent; each robot answers for itself, and its state tells. */
    public Future<Void> stopAll() {
        return send(new UiCommand.StopAll(nextId()));
    }

    public Future<CommandResult> clearStop(RobotId robot) {
        return ask(new UiCommand.ClearStop(nextId(), robot));
    }

    public Future<CommandResult> judge(RobotId robot, Outcome outcome) {
        return ask(new UiCommand.Judge(nextId(), robot, outcome));
    }

    /**
     * Drives under the lease that the robot last reported. To be repeated at 20 Hz or more while {@code enable}: the robot
     * stands 200 ms after the last one.
     */
    public Future<Void> teleop(RobotId robot, boolean enable, Vec twist, float gripper) {
        return teleop(robot, epoch(robot), enable, twist, gripper);
    }

    /** Drives under the lease of {@code epoch}; for callers that know it before the robot's next report. */
    public Future<Void> teleop(RobotId robot, long epoch, boolean enable, Vec twist, float gripper) {
        return send(new UiCommand.Teleop(
                robot,
                epoch,
                lastSequence.incrementAndGet(),
                enable,
                twist,
                gripper,
                TELEOP_TTL_MILLIS,
                Optional.empty()));
    }

    /** Succeeds when the connection has ended, for whichever reason; a new one begins with no robot in hand. */
    public Future<Void> gone() {
        return gone.future();
    }

    public Future<Void> close() {
        return client.close();
    }

    private void ping() {
        if (signedIn.future().succeeded()) {
            send(new UiCommand.Ping(System.currentTimeMillis()))
                    .onFailure(cause -> LOG.log(DEBUG, "no ping sent", cause));
        }
    }

    private long epoch(RobotId robot) {
        return state(robot).map(RobotState::authority).map(Authority::epoch).orElse(-1L);
    }

    private String nextId() {
        return Long.toString(lastId.incrementAndGet());
    }

    private Future<CommandResult> ask(UiCommand.ForRobot command) {
        Promise<CommandResult> answer = Promise.promise();
        unanswered.put(command.id(), answer);
        return send(command).onFailure(cause -> unanswered.remove(command.id())).compose(sent -> answer.future());
    }

    private Future<Void> send(UiCommand command) {
        return socket.writeTextMessage(
                Buffer.buffer(Codec.JSON.encode(UiCommand.class, command)).toString());
    }

    private void hear(String text) {
        try {
            hear(Codec.JSON.decode(UiEvent.class, Buffer.buffer(text).getBytes()));
        } catch (IOException e) {
            LOG.log(WARNING, "cannot read what the site says: " + text, e);
        }
    }

    private void hear(UiEvent event) {
        if (event instanceof UiEvent.Robot robot) {
            robots.put(robot.robot(), robot);
            robotListeners.forEach(listener -> listener.accept(robot));
        } else if (event instanceof UiEvent.RobotGone gone) {
            robots.remove(gone.robot());
        } else if (event instanceof UiEvent.Answer answer) {
            Promise<CommandResult> promise = unanswered.remove(answer.id());
            if (promise != null) {
                promise.complete(new CommandResult(answer.robot(), answer.id(), answer.accepted(), answer.reason()));
            }
        } else if (event instanceof UiEvent.Hello hello && hello.operator().isPresent()) {
            signedIn.tryComplete();
        } else if (event instanceof UiEvent.Refused refused) {
            LOG.log(WARNING, "the site refused a message: " + refused.reason());
        }
    }

    private void disconnected() {
        IOException cause = new IOException("the connection to the site is closed");
        signedIn.tryFail(cause);
        gone.tryComplete();
        unanswered.values().forEach(promise -> promise.tryFail(cause));
        unanswered.clear();
    }
}
