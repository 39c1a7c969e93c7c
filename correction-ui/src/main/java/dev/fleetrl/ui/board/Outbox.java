package dev.fleetrl.ui.board;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.ui.protocol.UiEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one tablet has yet to be sent. On a slow line a robot's newer state, curve or picture takes the place of the older one;
 * what happened once (an answer, a refusal) waits, up to {@link #MAX_EVENTS}.
 */
public final class Outbox {
    /** A tablet so far behind is better closed: it connects again and is told everything anew. */
    public static final int MAX_EVENTS = 256;

    private final Deque<UiEvent> events = new ArrayDeque<>();
    private final Map<RobotId, UiEvent.Robot> robots = new LinkedHashMap<>();
    private final Map<RobotId, UiEvent.Progress> curves = new LinkedHashMap<>();
    private final Map<Camera, VideoFrame> pictures = new LinkedHashMap<>();

    /** False when the tablet is too far behind. */
    public boolean add(UiEvent event) {
        if (event instanceof UiEvent.Robot robot) {
            robots.put(robot.robot(), robot);
            return true;
        }
        if (event instanceof UiEvent.Progress progress) {
            curves.put(progress.robot(), progress);
            return true;
        }
        if (event instanceof UiEvent.RobotGone gone) {
            robots.remove(gone.robot());
            curves.remove(gone.robot());
        }
        return events.size() < MAX_EVENTS && events.add(event);
    }

    /** At most one picture of a camera waits. */
    public void add(VideoFrame picture) {
        pictures.put(new Camera(picture.robot(), picture.frame().camera()), picture);
    }

    /** The next event; events before states, states before curves, and all before pictures. */
    public Optional<UiEvent> pollEvent() {
        return Optional.ofNullable(events.poll()).or(() -> first(robots)).or(() -> first(curves));
    }

    public Optional<VideoFrame> pollPicture() {
        return first(pictures);
    }

    private static <K, V> Optional<V> first(Map<K, V> waiting) {
        Iterator<V> values = waiting.values().iterator();
        if (!values.hasNext()) {
            return Optional.empty();
        }
        V value = values.next();
        values.remove();
        return Optional.of(value);
    }

    private record Camera(RobotId robot, String name) {}
}
