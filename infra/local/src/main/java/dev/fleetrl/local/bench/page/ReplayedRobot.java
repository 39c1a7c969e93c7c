package dev.fleetrl.local.bench.page;

import dev.fleetrl.contracts.Birth;
import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.Connection;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotState;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.transport.Link;
import io.vertx.core.Future;

/** Says again, over the real wire and under its own name, what another robot said; sends pictures as robots do, when it is asked. */
final class ReplayedRobot {
    private static final String SESSION = "replayed";

    private final Link link;
    private final RobotTopics topics;
    private final RobotId id;
    private final Recording.Track track;
    private int at;
    private long sequence;
    private long pictures;

    /** @param start where in the recording it begins, so that no two say the same at once */
    ReplayedRobot(SiteId site, Link link, RobotId id, Recording.Track track, int start) {
        this.link = link;
        this.id = id;
        this.track = track;
        at = start;
        topics = RobotTopics.of(site, id);
    }

    Future<Void> begin() {
        Birth was = track.birth();
        Birth birth = new Birth(
                id,
                SESSION,
                was.agentVersion(),
                was.schema(),
                was.arm(),
                was.policyCameras(),
                was.videoCameras(),
                was.proprioception(),
                was.actionSize(),
                was.hz(),
                was.tasks(),
                was.demonstrators());
        return link.subscribe(topics.commands(), this::obey)
                .compose(heard -> link.publish(topics.birth(), birth))
                .compose(born ->
                        link.publish(topics.connection(), new Connection(id, SESSION, Connection.State.ONLINE)));
    }

    /** To be called four times a second. */
    void say() {
        RobotState was = track.states().get(at++ % track.states().size());
        sequence++;
        var unused = link.publish(
                topics.state(),
                new RobotState(
                        id,
                        SESSION,
                        sequence,
                        System.currentTimeMillis(),
                        was.authority(),
                        was.readyForEpisode(),
                        was.episode(),
                        was.toolPose(),
                        was.gripper(),
                        was.spooled(),
                        was.warnings(),
                        was.activity(),
                        was.recording(),
                        was.ahead()));
    }

    private Future<Void> obey(Command command) {
        if (command instanceof Command.Watch) {
            VideoFrame was =
                    track.pictures().get((int) (pictures++ % track.pictures().size()));
            var unused =
                    link.publish(topics.video(), new VideoFrame(id, pictures, System.currentTimeMillis(), was.frame()));
        }
        return link.publish(
                topics.answers(), new CommandResult(id, command.header().id(), true, "replayed"));
    }
}
