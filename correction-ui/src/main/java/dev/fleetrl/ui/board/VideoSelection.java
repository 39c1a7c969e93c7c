package dev.fleetrl.ui.board;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.VideoFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which pictures one tablet gets: all of the robots that it watches live, and now and then one of those on its wall.
 */
public final class VideoSelection {
    private final long wallIntervalMillis;
    private final Map<RobotId, Long> sentAtMillis = new HashMap<>();
    private Set<RobotId> wall = Set.of();
    private Set<RobotId> live = Set.of();

    /**
     * @param wallIntervalMillis least time between two pictures of a robot on the wall
     */
    public VideoSelection(long wallIntervalMillis) {
        this.wallIntervalMillis = wallIntervalMillis;
    }

    public void watch(Set<RobotId> wall, Set<RobotId> live) {
        this.wall = Set.copyOf(wall);
        this.live = Set.copyOf(live);
        sentAtMillis.keySet().retainAll(wall);
    }

    public Set<RobotId> wall() {
        return wall;
    }

    public Set<RobotId> live() {
        return live;
    }

    /**
     * Whether this tablet is to get this picture.
     *
     * @param wallCamera the one camera of the robot that the wall shows, if it is known
     */
    public boolean takes(VideoFrame picture, Optional<String> wallCamera, long nowMillis) {
        RobotId robot = picture.robot();
        if (live.contains(robot)) {
            return true;
        }
        if (!wall.contains(robot)
                || wallCamera
                        .filter(camera -> !camera.equals(picture.frame().camera()))
                        .isPresent()) {
            return false;
        }
        Long sentAt = sentAtMillis.get(robot);
        if (sentAt != null && nowMillis - sentAt < wallIntervalMillis) {
            return false;
        }
        sentAtMillis.put(robot, nowMillis);
        return true;
    }
}
