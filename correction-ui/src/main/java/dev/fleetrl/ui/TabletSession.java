package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.DEBUG;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.ui.board.VideoSelection;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Right;
import dev.fleetrl.ui.people.Role;
import dev.fleetrl.ui.protocol.UiCommand;
import dev.fleetrl.ui.protocol.UiEvent;
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
    private static final long WALL_INTERVAL_MILLIS = 450;

    /** Whose session is over may look on and stop robots for so long; then the page must connect anew. */
    private static final long FAREWELL_MILLIS = 60_000;

    private final TabletLine line;
    private final TabletSite site;
    private final VideoSelection video = new VideoSelection(WALL_INTERVAL_MILLIS);
    private Optional<String> session;
    private boolean hasFallen;
    private boolean wasRefusedToDrive;
    private @Nullable Drive driving;

    /** Taken over at this tablet, by whom, and not handed back since. */
    private final Map<RobotId, OperatorId> taken = new HashMap<>();

    /** @param session secret of who is signed in, if anybody */
    TabletSession(ServerWebSocket socket, TabletSite site, Optional<String> session) {
        this.line = new TabletLine(socket);
        this.site = site;
        this.session = session;
        socket.textMessageHandler(this::hear);
        socket.binaryMessageHandler(bytes -> tell(new UiEvent.Refused("a tablet says nothing in binary")));
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
        line.tell(event);
    }

    void show(VideoFrame picture) {
        line.show(picture);
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
        site.later(FAREWELL_MILLIS, line::close);
    }

    private void ended(Drive drive) {
        kept("drive-end", drive, drive.summary(site.nowMillis()));
    }

    private void kept(String action, Drive drive, String summary) {
        Optional<RobotId> robot = Optional.of(drive.robot());
        site.audit().keep(drive.by(), action, robot, Optional.empty(), Optional.of(true), summary);
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
        if (!(command instanceof UiCommand.Ping || command instanceof UiCommand.Watch)) {
            site.signIn().use(session);
        }
        command.match(new Obedience(person));
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
            site.audit().keep(person, "stop-all", Optional.empty(), Optional.empty(), Optional.of(true), "");
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
                Drive begun = new Drive(person, command, site.nowMillis());
                driving = begun;
                kept("drive-begin", begun, "");
            } else if (drive != null) {
                driving = null;
                ended(drive);
            }
            site.robots().drive(command, person.name());
        }

        /** A robot that did not say whether it was taken over is let hold, too, when this tablet goes. */
        private void note(UiCommand.ForRobot command, RobotLink.Reply reply) {
            if (command instanceof UiCommand.TakeOver && reply.accepted().orElse(true)) {
                taken.put(command.robot(), person.name());
            } else if (command instanceof UiCommand.HandBack && reply.accepted().orElse(false)) {
                taken.remove(command.robot());
            }
        }

        @Override
        public void forRobot(UiCommand.ForRobot command) {
            RobotId robot = command.robot();
            if (!site.board().known(Set.of(robot)).isEmpty()) {
                site.robots().ask(command, person.name(), reply -> hear(command, reply));
            } else if (command instanceof UiCommand.Stop stop) {
                site.robots().stop(stop, person.name(), "the robot is not heard here", reply -> hear(command, reply));
            } else {
                command.match(new Refusing(person, "no robot " + robot + " is heard here"));
            }
        }

        private void hear(UiCommand.ForRobot command, RobotLink.Reply reply) {
            UiEvent.Answer answer = reply.answer();
            site.audit()
                    .keep(
                            person,
                            command.action(),
                            Optional.of(command.robot()),
                            command.subject(),
                            reply.accepted(),
                            answer.reason());
            note(command, reply);
            tell(answer);
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
            site.audit().refused(person, "stop-all", Optional.empty(), Optional.empty(), reason);
            tell(new UiEvent.Refused(reason));
        }

        /** Told and kept once, not thirty times a second. */
        @Override
        public void teleop(UiCommand.Teleop command) {
            if (!wasRefusedToDrive) {
                wasRefusedToDrive = true;
                site.audit().refused(person, "drive-begin", Optional.of(command.robot()), Optional.empty(), reason);
                tell(new UiEvent.Refused(reason));
            }
        }

        @Override
        public void forRobot(UiCommand.ForRobot command) {
            site.audit().refused(person, command.action(), Optional.of(command.robot()), command.subject(), reason);
            tell(new UiEvent.Answer(command.robot(), command.id(), false, reason));
        }
    }
}
