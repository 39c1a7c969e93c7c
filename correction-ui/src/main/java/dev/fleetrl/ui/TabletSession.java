package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.ui.board.Outbox;
import dev.fleetrl.ui.board.VideoSelection;
import dev.fleetrl.ui.protocol.UiCommand;
import dev.fleetrl.ui.protocol.UiEvent;
import dev.fleetrl.ui.protocol.VideoPacket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One tablet's WebSocket. It forwards what the tablet asks for and decides nothing about who may move an arm. Whatever way
 * the tablet goes, the motion that it drove ends, and nothing is restored when it comes back.
 */
final class TabletSession {
    private static final System.Logger LOG = System.getLogger(TabletSession.class.getName());
    private static final int MAX_MESSAGE_CHARS = 16 << 10;
    /** Two or three pictures: what waits behind them is replaced by newer ones. */
    private static final int WRITE_QUEUE_BYTES = 64 << 10;

    private static final long WALL_INTERVAL_MILLIS = 450;

    /** Who stops a robot without having signed in: anyone may. */
    private static final OperatorId SOMEBODY = new OperatorId("somebody");

    private final ServerWebSocket socket;
    private final TabletSite site;
    private final Outbox outbox = new Outbox();
    private final VideoSelection video = new VideoSelection(WALL_INTERVAL_MILLIS);
    private Optional<OperatorId> operator = Optional.empty();
    private UiCommand.@Nullable Teleop driving;

    /** Taken over at this tablet, and not handed back since. */
    private final Set<RobotId> taken = new HashSet<>();

    TabletSession(ServerWebSocket socket, TabletSite site) {
        this.socket = socket;
        this.site = site;
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        socket.textMessageHandler(this::hear);
        socket.binaryMessageHandler(bytes -> tell(new UiEvent.Refused("a tablet says nothing in binary")));
        socket.drainHandler(drained -> flush());
        socket.exceptionHandler(cause -> LOG.log(DEBUG, "tablet's connection", cause));
    }

    Optional<OperatorId> operator() {
        return operator;
    }

    VideoSelection video() {
        return video;
    }

    void tell(UiEvent event) {
        if (outbox.add(event)) {
            flush();
        } else {
            LOG.log(INFO, "closing a tablet that is " + Outbox.MAX_EVENTS + " messages behind");
            socket.close().onFailure(cause -> LOG.log(DEBUG, "cannot close", cause));
        }
    }

    void show(VideoFrame picture) {
        outbox.add(picture);
        flush();
    }

    /** Ends the motion that this tablet drove; the robot keeps holding, under whatever lease it has. */
    void endMotion() {
        UiCommand.Teleop last = driving;
        driving = null;
        if (last != null) {
            operator.ifPresent(by -> site.robots().drive(released(last), by));
        }
    }

    /** Whoever drove here is gone: what they held holds still, and must be taken over anew. */
    void letGo() {
        endMotion();
        operator.ifPresent(by -> taken.forEach(robot -> site.hold(robot, by)));
        taken.clear();
    }

    /** The same person went on at another tablet. */
    void signOut(String reason) {
        letGo();
        operator = Optional.empty();
        tell(site.hello(operator));
        tell(new UiEvent.Refused(reason));
    }

    private void hear(String text) {
        if (text.length() > MAX_MESSAGE_CHARS) {
            tell(new UiEvent.Refused("a message of " + text.length() + " characters is longer than " + MAX_MESSAGE_CHARS
                    + " and was not read"));
            return;
        }
        try {
            Codec.JSON.decode(UiCommand.class, Buffer.buffer(text).getBytes()).match(new Obedience());
        } catch (JsonProcessingException e) {
            tell(new UiEvent.Refused("message not understood: " + firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            tell(new UiEvent.Refused("message not understood: " + e));
        }
    }

    private void flush() {
        while (!socket.isClosed() && !socket.writeQueueFull()) {
            Optional<UiEvent> event = outbox.pollEvent();
            if (event.isPresent()) {
                write(Codec.JSON.encode(UiEvent.class, event.get()));
                continue;
            }
            Optional<VideoFrame> picture = outbox.pollPicture();
            if (picture.isEmpty()) {
                return;
            }
            socket.writeBinaryMessage(Buffer.buffer(VideoPacket.encode(picture.get())))
                    .onFailure(cause -> LOG.log(DEBUG, "picture is lost", cause));
        }
    }

    private void write(byte[] json) {
        socket.writeTextMessage(Buffer.buffer(json).toString())
                .onFailure(cause -> LOG.log(DEBUG, "message is lost", cause));
    }

    private static UiCommand.Teleop released(UiCommand.Teleop last) {
        return new UiCommand.Teleop(
                last.robot(), last.epoch(), last.sequence() + 1, false, Vec.of(0, 0, 0, 0, 0, 0), 0, last.ttlMillis());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private final class Obedience implements UiCommand.Cases {
        @Override
        public void signIn(UiCommand.SignIn command) {
            site.signOutElsewhere(command.operator(), TabletSession.this);
            letGo();
            operator = Optional.of(command.operator());
            tell(site.hello(operator));
        }

        @Override
        public void watch(UiCommand.Watch command) {
            video.watch(site.board().known(command.wall()), site.board().known(command.live()));
            site.renewVideo();
        }

        @Override
        public void ping(UiCommand.Ping command) {
            tell(new UiEvent.Pong(command.sentAtMillis(), site.nowMillis()));
        }

        @Override
        public void stopAll(UiCommand.StopAll command) {
            for (RobotId robot : site.board().ids()) {
                forRobot(new UiCommand.Stop(command.id(), robot));
            }
        }

        @Override
        public void teleop(UiCommand.Teleop command) {
            if (operator.isEmpty()) {
                tell(new UiEvent.Refused("sign in before you drive a robot"));
                return;
            }
            if (driving != null && !driving.robot().equals(command.robot())) {
                endMotion();
            }
            driving = command.enable() ? command : null;
            site.robots().drive(command, operator.get());
        }

        private void note(UiCommand.ForRobot command, UiEvent.Answer answer) {
            if (answer.accepted() && command instanceof UiCommand.TakeOver) {
                taken.add(command.robot());
            } else if (answer.accepted() && command instanceof UiCommand.HandBack) {
                taken.remove(command.robot());
            }
        }

        @Override
        public void forRobot(UiCommand.ForRobot command) {
            if (operator.isEmpty() && !(command instanceof UiCommand.Stop)) {
                tell(new UiEvent.Answer(command.robot(), command.id(), false, "sign in first"));
                return;
            }
            site.robots().ask(command, operator.orElse(SOMEBODY), answer -> {
                note(command, answer);
                tell(answer);
            });
        }
    }
}
