package dev.fleetrl.policy.chunk;

import dev.fleetrl.contracts.Vec;
import java.util.Iterator;
import java.util.stream.Stream;

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
 * @param offsets shape [H · A], position by position
 * @param valid how many positions are learned: a policy's chunk ends where somebody else takes over. A person's goes on over the
 *     hand-back where the episode succeeded, for what followed is what a rescue leads to. Any chunk ends before a step that is
 *     left out.
 * @param known how many positions really followed, whoever acted; the rest, after a failure, is noise (ADR 12). After a success
 *     the tool stands still: whoever has finished rests.
 */
public record ChunkTarget(Vec offsets, int valid, int known) {
    /**
     * The chunk that begins a list of steps. Steps of nobody, but the first, take no position: the arm waits there for its next
     * driver, or had a motion cut off.
     *
     * @param steps until the episode's end; no more are asked for than the chunk needs
     * @param succeeded whether that was a success
     */
    public static ChunkTarget of(Stream<Acted> steps, int horizon, boolean succeeded) {
        Iterator<Acted> ahead = steps.iterator();
        Builder chunk = new Builder(ahead.next(), horizon, succeeded);
        while (chunk.known < horizon && ahead.hasNext()) {
            chunk.add(ahead.next());
        }
        return chunk.build();
    }

    /** Walks along. */
    private static final class Builder {
        private final SourceKind source;
        private final int horizon;
        private final boolean succeeded;
        private final float[] offsets;
        private final float[] way;
        private boolean isOwn = true;
        private int valid;
        private int known;

        Builder(Acted first, int horizon, boolean succeeded) {
            source = first.source();
            this.horizon = horizon;
            this.succeeded = succeeded;
            offsets = new float[horizon * first.size()];
            way = new float[first.size()];
            position(first.intended());
            go(first.executed());
        }

        void add(Acted acted) {
            isOwn &= acted.source() == source || (source == SourceKind.CORRECTION && succeeded);
            isOwn &= !acted.leftOut();
            if (acted.source() != SourceKind.HOLD) {
                position(acted.intended());
            }
            go(acted.executed());
        }

        private void go(Vec executed) {
            for (int element = 0; element < way.length - 1; element++) {
                way[element] += executed.at(element);
            }
        }

        /** The gripper's element is where it is, not how far it went. */
        private void position(Vec intended) {
            for (int element = 0; element < way.length; element++) {
                offsets[known * way.length + element] = way[element] + intended.at(element);
            }
            known++;
            valid = isOwn ? known : valid;
        }

        ChunkTarget build() {
            way[way.length - 1] = offsets[known * way.length - 1];
            for (int at = known * way.length; at < offsets.length; at++) {
                offsets[at] = way[at % way.length];
            }
            boolean rests = succeeded && known < horizon;
            return new ChunkTarget(Vec.of(offsets), rests && isOwn ? horizon : valid, rests ? horizon : known);
        }
    }
}
