package dev.fleetrl.robot.control;

import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which action of which predicted chunk comes next. A chunk that was interrupted is never taken up again. */
public final class ActionChunkBuffer {
    private List<Vec> actions = List.of();
    private int chunk = -1;
    private int index;
    private int delay;

    /** Takes the next chunk; only its first {@code executeSteps} actions are ever executed. */
    public void fill(List<Vec> predicted, int executeSteps) {
        actions = List.copyOf(predicted.subList(0, Math.min(executeSteps, predicted.size())));
        chunk++;
        index = 0;
        delay = 0;
    }

    /**
     * Takes a chunk that was predicted while the one before went on. A chunk says which places the tool goes through, from where it
     * was when the chunk was asked for: its first action from now on makes up for what was done meanwhile in place of its own.
     *
     * @param done since it was asked for; for so many actions it comes too late
     * @param fixed how many of its first actions were those of the chunk before
     */
    public void change(List<Vec> predicted, List<Vec> done, int fixed) {
        fill(predicted, predicted.size());
        index = Math.min(done.size(), actions.size());
        delay = fixed;
        if (index > 0 && index < actions.size()) {
            List<Vec> madeUp = new ArrayList<>(actions);
            madeUp.set(index, madeUp(actions.subList(0, index + 1), done));
            actions = List.copyOf(madeUp);
        }
    }

    /** The last of the actions, and what all before it would have moved more than was done; the gripper's is where it is. */
    private static Vec madeUp(List<Vec> own, List<Vec> done) {
        float[] sum = new float[own.get(0).size()];
        own.forEach(action -> add(action, 1, sum));
        done.forEach(action -> add(action, -1, sum));
        sum[sum.length - 1] = own.get(own.size() - 1).at(sum.length - 1);
        return Vec.of(sum);
    }

    private static void add(Vec action, int sign, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += sign * action.at(i);
        }
    }

    public Optional<Planned> next() {
        if (index == actions.size()) {
            return Optional.empty();
        }
        Planned planned = new Planned(actions.get(index), new ChunkPosition(chunk, index, delay));
        index++;
        return Optional.of(planned);
    }

    public void discard() {
        actions = List.of();
        index = 0;
    }

    /** What is still to come of this chunk. */
    public List<Vec> remaining() {
        return actions.subList(index, actions.size());
    }

    /** Of the action that comes next, within its chunk. */
    public int index() {
        return index;
    }

    /** The number that the next chunk will have. */
    public int nextChunk() {
        return chunk + 1;
    }

    /** An action and where it stands in its chunk. */
    public record Planned(Vec action, ChunkPosition position) {}
}
