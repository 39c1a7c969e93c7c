package dev.fleetrl.ui.board;

import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.TaskProgress;
import dev.fleetrl.ui.protocol.UiEvent;
import java.util.ArrayList;
import java.util.List;

/** How one episode got on, in few enough points for a tile: where they become too many, every other one is dropped. */
final class ProgressCurve {
    static final int MOST_POINTS = 48;
    private static final double HUNDREDTH = 100.0;

    private final EpisodeId episode;
    private List<TaskProgress> points = new ArrayList<>();

    ProgressCurve(EpisodeId episode) {
        this.episode = episode;
    }

    boolean isOf(EpisodeId other) {
        return episode.equals(other);
    }

    /** False of a step that comes late. */
    boolean add(TaskProgress point) {
        if (!points.isEmpty() && points.get(points.size() - 1).step() >= point.step()) {
            return false;
        }
        if (points.size() == MOST_POINTS) {
            List<TaskProgress> fewer = new ArrayList<>();
            for (int i = 0; i < points.size(); i += 2) {
                fewer.add(points.get(i));
            }
            points = fewer;
        }
        return points.add(point);
    }

    UiEvent.Progress tell() {
        return new UiEvent.Progress(
                points.get(0).robot(),
                episode,
                points.stream().map(TaskProgress::step).toList(),
                points.stream()
                        .map(point -> Math.round(point.value() * HUNDREDTH) / HUNDREDTH)
                        .toList());
    }
}
