package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.ui.board.RobotBoard;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Sessions;
import dev.fleetrl.ui.protocol.UiEvent;
import dev.fleetrl.ui.signin.SignIn;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** All tablets of the site, and what they share. Belongs to one event loop. */
final class TabletSite {
    private static final System.Logger LOG = System.getLogger(TabletSite.class.getName());

    /** Longer than the time between two renewals, so that a lost one does not interrupt the video. */
    private static final long LIVE_WATCH_MILLIS = 3_000;

    /** So short that it is one picture: to draw a picture costs a robot time. */
    private static final long GLANCE_MILLIS = 300;

    /** Each robot of a wall has its turn in one of so many. */
    private static final int TURNS = 6;

    /** Largest picture that is passed on; one of 480×360 has 20 to 60 KB. */
    static final int MAX_PICTURE_BYTES = 512 << 10;

    private final String version;
    private final CorrectionUiConfig config;
    private final LongSupplier millisClock;
    private final RobotBoard board;
    private final RobotLink robots;
    private final SignIn signIn;
    private final Audit audit;
    private final Vertx vertx;
    private final Set<TabletSession> tablets = new LinkedHashSet<>();
    private final Set<RobotId> tooLarge = new HashSet<>();
    private int turn;

    /** What it works with. */
    record Parts(Vertx vertx, RobotBoard board, RobotLink robots, SignIn signIn, Audit audit) {}

    TabletSite(CorrectionUiConfig config, String version, LongSupplier millisClock, Parts parts) {
        this.config = config;
        this.version = version;
        this.millisClock = millisClock;
        board = parts.board();
        robots = parts.robots();
        signIn = parts.signIn();
        audit = parts.audit();
        vertx = parts.vertx();
    }

    int tablets() {
        return tablets.size();
    }

    SignIn signIn() {
        return signIn;
    }

    boolean isOpen(String session) {
        return signIn.who(Optional.of(session)).isPresent();
    }

    Audit audit() {
        return audit;
    }

    void later(long millis, Runnable action) {
        vertx.setTimer(millis, timer -> action.run());
    }

    RobotBoard board() {
        return board;
    }

    RobotLink robots() {
        return robots;
    }

    long nowMillis() {
        return millisClock.getAsLong();
    }

    UiEvent.Hello hello(Person person) {
        return new UiEvent.Hello(
                config.site(),
                Optional.of(person.name()).filter(name -> person.isSignedIn()),
                person.roleNames(),
                person.rights(),
                signIn.way(),
                version,
                nowMillis(),
                config.viewDegrees(),
                config.taskViewDegrees());
    }

    void join(TabletSession tablet) {
        tablets.add(tablet);
        tablet.tell(hello(tablet.person()));
        if (tablet.mayWatch()) {
            board.all(nowMillis()).forEach(tablet::tell);
            board.curves().forEach(tablet::tell);
        }
    }

    void leave(TabletSession tablet) {
        tablets.remove(tablet);
        tablet.letGo();
    }

    /** Nothing happens to a robot that somebody else holds by now. */
    void hold(RobotId robot, OperatorId operator) {
        if (board.isHeldBy(robot, operator)) {
            robots.hold(robot, operator);
        }
    }

    /** Whoever drove by this session drives no more. */
    void end(Sessions.Ended session) {
        for (TabletSession tablet : List.copyOf(tablets)) {
            if (tablet.isOf(session.id())) {
                tablet.fall(session.reason());
            }
        }
    }

    void tellAll(UiEvent event) {
        for (TabletSession tablet : List.copyOf(tablets)) {
            if (tablet.mayWatch()) {
                tablet.tell(event);
            }
        }
    }

    void show(VideoFrame picture) {
        int bytes = picture.frame().jpeg().size();
        if (bytes > MAX_PICTURE_BYTES) {
            refuse(picture, bytes);
            return;
        }
        Optional<String> wallCamera = board.firstCamera(picture.robot());
        long now = nowMillis();
        for (TabletSession tablet : List.copyOf(tablets)) {
            if (tablet.video().takes(picture, wallCamera, now) && tablet.mayWatch()) {
                tablet.show(picture);
            }
        }
    }

    /** Said once a robot: nobody mends it within a second. */
    private void refuse(VideoFrame picture, int bytes) {
        if (tooLarge.add(picture.robot())) {
            String words = picture.robot() + ": a picture of camera "
                    + picture.frame().camera() + " has "
                    + (bytes >> 10) + " KB and is not shown; pictures for people are to be 480×360, and have at most "
                    + (MAX_PICTURE_BYTES >> 10) + " KB";
            LOG.log(WARNING, words);
            tellAll(new UiEvent.Refused(words));
        }
    }

    /** To be called once a second: asks the robots that somebody watches to go on sending pictures. */
    void renewVideo() {
        live().forEach(robot -> robots.watch(robot, LIVE_WATCH_MILLIS));
    }

    /** To be called ten times a second: asks those on walls for a picture in turn, so that not all draw at once. */
    void glance() {
        turn = (turn + 1) % TURNS;
        Set<RobotId> wall = new HashSet<>();
        tablets.forEach(tablet -> wall.addAll(tablet.video().wall()));
        wall.removeAll(live());
        wall.stream()
                .filter(robot -> Math.floorMod(robot.hashCode(), TURNS) == turn)
                .forEach(robot -> robots.watch(robot, GLANCE_MILLIS));
    }

    private Set<RobotId> live() {
        Set<RobotId> live = new HashSet<>();
        tablets.forEach(tablet -> live.addAll(tablet.video().live()));
        return live;
    }
}
