package dev.fleetrl.policy.data;

import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.chunk.ChunkTarget;
import dev.fleetrl.policy.data.TrainingSet.Start;
import java.util.ArrayList;
import java.util.List;

/**
 * What an action value learns from: chunks that were carried out from end to end by whoever began them, and the advantage A of their
 * first step, in its standard deviations over these chunks. Every fifth episode is held out.
 *
 * <p>Left out are chunks that somebody else cut short, for what followed was not their doing, and those that a failure ended: what
 * would have followed is not known.
 *
 * @param mean of A over the learned chunks
 * @param deviation of A over them
 */
public record LabelledChunks(TrainingSet set, List<Start> learned, List<Start> heldOut, double mean, double deviation) {
    private static final int HELD_OUT = 5;

    /** Fails where there is nothing to tell apart. */
    public static LabelledChunks of(TrainingSet set, int horizon) {
        List<Start> learned = new ArrayList<>();
        List<Start> heldOut = new ArrayList<>();
        for (int episode = 0; episode < set.episodes().size(); episode++) {
            List<Start> side = episode % HELD_OUT == HELD_OUT - 1 ? heldOut : learned;
            for (int step = 0; step < set.episodes().get(episode).size(); step++) {
                Start start = new Start(episode, step);
                if (isWhole(set, start, horizon)) {
                    side.add(start);
                }
            }
        }
        double mean = learned.stream()
                .mapToDouble(start -> advantage(set, start))
                .average()
                .orElse(0);
        double variance = learned.stream()
                .mapToDouble(start -> Math.pow(advantage(set, start) - mean, 2))
                .average()
                .orElse(0);
        if (!(variance > 0)) {
            throw new IllegalArgumentException("chunkValueSteps needs labelled chunks of different advantages, the"
                    + " snapshot has " + learned.size() + " whole ones; practise and label first, or set it to 0");
        }
        return new LabelledChunks(set, learned, heldOut, mean, Math.sqrt(variance));
    }

    private static boolean isWhole(TrainingSet set, Start start, int horizon) {
        TrainingStep step = set.step(start);
        return step.label().isPresent()
                && Pool.of(step).isPresent()
                && set.chunk(start.episode(), start.step(), horizon).valid() == horizon;
    }

    private static double advantage(TrainingSet set, Start start) {
        return set.step(start).label().orElseThrow().advantage();
    }

    /** (A − mean) / deviation of each. */
    public float[] targets(List<Start> starts) {
        float[] targets = new float[starts.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (float) ((advantage(set, starts.get(i)) - mean) / deviation);
        }
        return targets;
    }

    /** As the network sees them; shape [starts · H · A]. */
    public float[] chunks(List<Start> starts, ActionNormalisation normalisation) {
        int size = normalisation.scale().size();
        float[] chunks = new float[starts.size() * size];
        for (int i = 0; i < starts.size(); i++) {
            Start start = starts.get(i);
            ChunkTarget chunk = set.chunk(start.episode(), start.step(), normalisation.horizon());
            normalisation.normalise(chunk, chunks, i * size);
        }
        return chunks;
    }

    /** Indices of what was seen before them. */
    public int[] observations(List<Start> starts) {
        return starts.stream().mapToInt(start -> set.step(start).observation()).toArray();
    }
}
