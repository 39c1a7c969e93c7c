package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.ui.board.Outbox;
import dev.fleetrl.ui.board.VideoSelection;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Right;
import dev.fleetrl.ui.people.Role;
import dev.fleetrl.ui.protocol.UiCommand;
import dev.fleetrl.ui.protocol.UiEvent;
import dev.fleetrl.ui.protocol.VideoPacket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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

    /** Whose session is over may look on and stop robots for so long; then the page must connect anew. */
    private static final long FAREWELL_MILLIS = 60_000;

    private final ServerWebSocket socket;
    private final TabletSite site;
    private final Outbox outbox = new Outbox();
    private final VideoSelection video = new VideoSelection(WALL_INTERVAL_MILLIS);
    private Optional<String> session;
    private boolean hasFallen;
    private boolean wasRefusedToDrive;
    private @Nullable Drive driving;

    /** Taken over at this tablet, by whom, and not handed back since. */
    private final Map<RobotId, OperatorId> taken = new HashMap<>();

    /** @param session secret of who is signed in, if anybody */
    TabletSession(ServerWebSocket socket, TabletSite site, Optional<String> session) {
        this.socket = socket;
        this.site = site;
        this.session = session;
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        socket.textMessageHandler(this::hear);
        socket.binaryMessageHandler(bytes -> tell(new UiEvent.Refused("a tablet says nothing in binary")));
        socket.drainHandler(drained -> flush());
        socket.exceptionHandler(cause -> LOG.log(DEBUG, "tablet's connection", cause));
    }

    /** Who is behind it now: asked for each message anew. */
    Person person() {
        Person person =
                hasFallen ? Person.somebody(Set.of(Role.VIEWER)) : site.signIn().atTablet(session);
        if (session.isPresent() && !hasFallen && !person.isSignedIn()) {
            fall("your sign-in is over: sign in again");
            return person();
        }
        return person;
    }

    boolean isOf(String endedSession) {
        return session.equals(Optional.of(endedSession));
    }

    boolean mayWatch() {
        return person().refusal(Right.WATCH).isEmpty();
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
        Drive last = driving;
        driving = null;
        if (last != null) {
            site.robots().drive(last.release(), last.by().name());
            ended(last);
        }
    }

    /** Whoever drove here is gone: what they held holds still, and must be taken over anew. */
    void letGo() {
        endMotion();
        taken.forEach(site::hold);
        taken.clear();
    }

    /** The session is over: from here on this tablet looks on, and may stop robots, for a while. */
    void fall(String reason) {
        letGo();
        hasFallen = true;
        session = Optional.empty();
        tell(site.hello(person()));
        tell(new UiEvent.Refused(reason));
        site.later(FAREWELL_MILLIS, () -> socket.close().onFailure(cause -> LOG.log(DEBUG, "cannot close", cause)));
    }

    private void ended(Drive drive) {
        site.audit()
                .robot(drive.by(), "drive-end", drive.robot(), Optional.empty(), true, drive.summary(site.nowMillis()));
    }

    private void hear(String text) {
        if (text.length() > MAX_MESSAGE_CHARS) {
            tell(new UiEvent.Refused("a message longer than " + MAX_MESSAGE_CHARS + " characters was not read"));
            return;
        }
        try {
            obey(Codec.JSON.decode(UiCommand.class, Buffer.buffer(text).getBytes()));
        } catch (IOException e) {
            String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e);
            tell(new UiEvent.Refused("message not understood: " + firstLine(why)));
        }
    }

    private void obey(UiCommand command) {
        Person person = person();
        Optional<String> refusal = person.refusal(command.needs());
        if (refusal.isPresent()) {
            command.match(new Refusing(person, refusal.get()));
            return;
        }
        if (!(command instanceof UiCommand.Ping)) {
            site.signIn().use(session);
        }
        command.match(new Obedience(person));
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

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** What becomes of a command of somebody who may give it. */
    private final class Obedience implements UiCommand.Cases {
        private final Person person;

        Obedience(Person person) {
            this.person = person;
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
            site.audit().site(person, "stop-all", Optional.empty(), true, "");
            for (RobotId robot : site.board().ids()) {
                forRobot(new UiCommand.Stop(command.id(), robot));
            }
        }

        @Override
        public void teleop(UiCommand.Teleop command) {
            wasRefusedToDrive = false;
            if (driving != null && !driving.robot().equals(command.robot())) {
                endMotion();
            }
            Drive drive = driving;
            if (command.enable() && drive != null) {
                drive.goOn(command);
            } else if (command.enable()) {
                driving = new Drive(person, command, site.nowMillis());
                site.audit().robot(person, "drive-begin", command.robot(), Optional.empty(), true, "");
            } else if (drive != null) {
                driving = null;
                ended(drive);
            }
            site.robots().drive(command, person.name());
        }

        private void note(UiCommand.ForRobot command, UiEvent.Answer answer) {
            if (answer.accepted() && command instanceof UiCommand.TakeOver) {
                taken.put(command.robot(), person.name());
            } else if (answer.accepted() && command instanceof UiCommand.HandBack) {
                taken.remove(command.robot());
            }
        }

        @Override
        public void forRobot(UiCommand.ForRobot command) {
            site.robots().ask(command, person.name(), answer -> {
                site.audit()
                        .robot(
                                person,
                                command.action(),
                                command.robot(),
                                command.subject(),
                                answer.accepted(),
                                answer.reason());
                note(command, answer);
                tell(answer);
            });
        }
    }

    /** What becomes of a command of somebody who may not. Nothing of it goes out. */
    private final class Refusing implements UiCommand.Cases {
        private final Person person;
        private final String reason;

        Refusing(Person person, String reason) {
            this.person = person;
            this.reason = reason;
        }

        @Override
        public void watch(UiCommand.Watch command) {
            LOG.log(DEBUG, "a page asks for pictures by itself, and may not: " + reason);
        }

        @Override
        public void ping(UiCommand.Ping command) {
            tell(new UiEvent.Refused(reason));
        }

        @Override
        public void stopAll(UiCommand.StopAll command) {
            site.audit().site(person, "stop-all", Optional.empty(), false, reason);
            tell(new UiEvent.Refused(reason));
        }

        /** Told and kept once, not thirty times a second. */
        @Override
        public void teleop(UiCommand.Teleop command) {
            if (!wasRefusedToDrive) {
                wasRefusedToDrive = true;
                site.audit().robot(person, "drive-begin", command.robot(), Optional.empty(), false, reason);
                tell(new UiEvent.Refused(reason));
            }
        }

        @Override
        public void forRobot(UiCommand.ForRobot command) {
            site.audit().robot(person, command.action(), command.robot(), command.subject(), false, reason);
            tell(new UiEvent.Answer(command.robot(), command.id(), false, reason));
        }
    }
}
