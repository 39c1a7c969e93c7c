package dev.fleetrl.policy.chunk;

import dev.fleetrl.contracts.Vec;
import java.util.List;

/**
 * What the network is to predict at one step: where the commanded pose will be, seen from where it is now.
 *
 * <pre>  offset_k = e_0 + … + e_{k-1} + a_k  for pose deltas,      gripper_k = a_k </pre>
 *
 * <p>with what was executed, e, on the way and what was intended, a, at its end. A demonstrator whose hand is shaken steers
 * against the shaking at the next step: a sum of intentions alone misses the way that was really gone, and with it the
 * object, by all that it steered against.
 *
 * <p>Offsets rather than deltas: they doubled success at equal cost, since an error does not grow along the chunk. Rotation
 * vectors are added, which holds for the small turns of one chunk; {@link ActionNormalisation#actions} takes exact
 * differences of the same sums.
 *
 * @param offsets shape [H · A], position by position; past {@code valid} the pose stands still
 * @param valid how many positions were really acted: a chunk ends with its episode and where somebody else takes over. The
 *     rest is masked in the loss, for "stand still" was never anybody's choice.
 */
public record ChunkTarget(Vec offsets, int valid) {
    /** The chunk that begins at {@code start}. */
    public static ChunkTarget of(List<Acted> episode, int start, int horizon) {
        int size = episode.get(start).size();
        float[] offsets = new float[horizon * size];
        int valid = validFrom(episode, start, horizon);
        float[] way = new float[size];
        for (int k = 0; k < horizon; k++) {
            Acted acted = episode.get(start + Math.min(k, valid - 1));
            for (int i = 0; i < size; i++) {
                boolean isGripper = i == size - 1;
                float meant = isGripper || k < valid ? acted.intended().at(i) : 0;
                offsets[k * size + i] = isGripper ? meant : way[i] + meant;
                way[i] += k < valid ? acted.executed().at(i) : 0;
            }
        }
        return new ChunkTarget(Vec.of(offsets), valid);
    }

    private static int validFrom(List<Acted> episode, int start, int horizon) {
        SourceKind source = episode.get(start).source();
        int valid = 1;
        while (valid < horizon
                && start + valid < episode.size()
                && episode.get(start + valid).source() == source) {
            valid++;
        }
        return valid;
    }
}
