package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import java.util.Arrays;
import java.util.Collections;

/** Episodes of one task with a time limit of 8 steps, written as letters. */
final class Episodes {
    static final TaskId TASK = new TaskId("push");

    private Episodes() {}

    static JudgedEpisode judged(String id, String collection, int hz, boolean success, String sources) {
        return new JudgedEpisode(
                new EpisodeId(id),
                TASK,
                new CollectionId(collection),
                hz,
                8,
                success,
                Sources.of(sources),
                Collections.nCopies(sources.length(), false));
    }

    /** One step a second, so that N = 1; the value is the same everywhere. */
    static ValuedEpisode flat(String id, String collection, boolean success, String sources, float value) {
        float[] values = new float[sources.length()];
        float[] halves = new float[sources.length()];
        Arrays.fill(values, value);
        Arrays.fill(halves, 0.5f);
        return new ValuedEpisode(judged(id, collection, 1, success, sources), Vec.of(values), Vec.of(halves));
    }
}
