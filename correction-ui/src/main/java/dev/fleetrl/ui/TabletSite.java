package dev.fleetrl.ui;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.ui.board.RobotBoard;
import dev.fleetrl.ui.protocol.UiEvent;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** All tablets of the site, and what they share. Belongs to one event loop. */
final class TabletSite {
    /** Longer than the time between two renewals, so that a lost one does not interrupt the video. */
    private static final long LIVE_WATCH_MILLIS = 3_000;

    /** Enough for a picture or two a second: to draw a picture costs a robot time. */
    private static final long WALL_WATCH_MILLIS = 300;

    private final String version;
    private final CorrectionUiConfig config;
    private final LongSupplier millisClock;
    private final RobotBoard board;
    private final RobotLink robots;
    private final Set<TabletSession> tablets = new LinkedHashSet<>();

    TabletSite(
            CorrectionUiConfig config, String version, LongSupplier millisClock, RobotBoard board, RobotLink robots) {
        this.config = config;
        this.version = version;
        this.millisClock = millisClock;
        this.board = board;
        this.robots = robots;
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

    UiEvent.Hello hello(Optional<OperatorId> operator) {
        return new UiEvent.Hello(
                config.site(), operator, version, nowMillis(), config.viewDegrees(), config.taskViewDegrees());
    }

    void join(TabletSession tablet) {
        tablets.add(tablet);
        tablet.tell(hello(tablet.operator()));
        board.all(nowMillis()).forEach(tablet::tell);
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

    /** A person has two hands and one tablet: else two of the same name could drive one robot. */
    void signOutElsewhere(OperatorId operator, TabletSession here) {
        for (TabletSession tablet : List.copyOf(tablets)) {
            if (tablet != here && tablet.operator().equals(Optional.of(operator))) {
                tablet.signOut(operator + " signed in at another tablet");
            }
        }
    }

    void tellAll(UiEvent event) {
        List.copyOf(tablets).forEach(tablet -> tablet.tell(event));
    }

    void show(VideoFrame picture) {
        Optional<String> wallCamera = board.firstCamera(picture.robot());
        long now = nowMillis();
        for (TabletSession tablet : tablets) {
            if (tablet.video().takes(picture, wallCamera, now)) {
                tablet.show(picture);
            }
        }
    }

    /** To be called once a second: asks the robots that somebody watches to go on sending pictures. */
    void renewVideo() {
        Set<RobotId> live = new HashSet<>();
        Set<RobotId> wall = new HashSet<>();
        for (TabletSession tablet : tablets) {
            live.addAll(tablet.video().live());
            wall.addAll(tablet.video().wall());
        }
        wall.removeAll(live);
        live.forEach(robot -> robots.watch(robot, LIVE_WATCH_MILLIS));
        wall.forEach(robot -> robots.watch(robot, WALL_WATCH_MILLIS));
    }
}
