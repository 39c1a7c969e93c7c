package dev.fleetrl.local.bench.page;

import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.transport.Link;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What the robots of a site said of themselves for a while, and what their first cameras saw. */
final class Recording {
    private static final long GLANCE_MILLIS = 300;

    private final Map<RobotId, Track> tracks = new ConcurrentHashMap<>();
    private final AtomicLong commands = new AtomicLong();
    private final SiteId site;
    private final Link link;

    /** Of one robot. */
    record Track(Birth birth, List<RobotState> states, List<VideoFrame> pictures) {
        boolean isWhole() {
            return states.size() > 1 && !pictures.isEmpty();
        }
    }

    private Recording(SiteId site, Link link) {
        this.site = site;
        this.link = link;
    }

    /** Succeeds when it listens. */
    static Future<Recording> of(SiteId site, Link link) {
        Recording recording = new Recording(site, link);
        RobotTopics all = RobotTopics.ofAll(site);
        return Future.all(
                        link.subscribe(all.birth(), recording::hear),
                        link.subscribe(
                                all.state(),
                                state -> recording.hear(
                                        state.robot(), track -> track.states().add(state))),
                        link.subscribe(
                                all.video(),
                                picture -> recording.hear(
                                        picture.robot(),
                                        track -> track.pictures().add(picture))))
                .map(recording);
    }

    private Future<Void> hear(Birth birth) {
        tracks.put(birth.robot(), new Track(birth, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>()));
        return Future.succeededFuture();
    }

    private Future<Void> hear(RobotId robot, Consumer<Track> note) {
        Optional.ofNullable(tracks.get(robot)).ifPresent(note);
        return Future.succeededFuture();
    }

    /** Asks each robot for one picture. */
    void glance() {
        for (RobotId robot : tracks.keySet()) {
            long now = System.currentTimeMillis();
            Command.Header header =
                    new Command.Header("recording-" + commands.incrementAndGet(), now, now + GLANCE_MILLIS);
            var unused = link.publish(RobotTopics.of(site, robot).commands(), new Command.Watch(header));
        }
    }

    /** What has been recorded by now, of robots of which there is a state and a picture. */
    List<Track> tracks() {
        return tracks.values().stream().filter(Track::isWhole).toList();
    }
}
