package dev.fleetrl.value.critic;

import dev.fleetrl.learning.CosineSchedule;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.value.critic.progress.DonePair;
import dev.fleetrl.value.critic.progress.MiniGroup;
import dev.fleetrl.value.critic.progress.PairSampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trains a critic on successful episodes. All randomness comes from the seed.
 *
 * <p>A wrong instruction is that of another task, where the episodes have several; of one task it is as many random words,
 * for the encoder does not see their order.
 */
public final class CriticTraining implements AutoCloseable {
    private static final int WARM_UP = 20;
    private static final double FLOOR = 0.02;
    private static final int FRAMES_A_GROUP = 5;

    /** Hears how it goes, after each step. */
    public interface Listener {
        void trained(int step, float loss);
    }

    private final CriticConfig config;
    private final List<CriticEpisode> episodes;
    private final ObservationShape shape;
    private final int references;
    private final SplittableRandom random;
    private final ProgressCritic critic;

    /** Episodes of fewer than two frames teach nothing and are left out. */
    public CriticTraining(CriticConfig config, List<CriticEpisode> successes, long seed) {
        this.config = config;
        episodes = successes.stream().filter(episode -> episode.last() > 0).toList();
        if (episodes.isEmpty()) {
            throw new IllegalArgumentException("there is no unassisted success to train the progress critic on");
        }
        shape = episodes.get(0).shape();
        references = config.sizes().references();
        random = new SplittableRandom(seed);
        critic = new ProgressCritic(config, shape.cameras(), seed);
    }

    /** Every episode is drawn equally often, so that slow ones do not outweigh the others. */
    public void train(int steps, Listener listener) {
        CosineSchedule rate = new CosineSchedule(config.learningRate(), WARM_UP, steps, FLOOR);
        for (int step = 0; step < steps; step++) {
            listener.trained(step, critic.fit(lesson(), step, rate.at(step)));
        }
    }

    /** Writes what was learned, to be opened with {@link FrozenCritic#load}. */
    public void export(Path savedModel) throws IOException {
        CriticEpisode shown = episodes.get(0);
        FrozenCritic.export(
                config.sizes(), shape.cameras(), critic.served(shown.batch(referenceFrames(shown))), savedModel);
    }

    /** From the first frame to the last, evenly. */
    private int[] referenceFrames(CriticEpisode episode) {
        int[] frames = new int[references];
        for (int r = 0; r < references; r++) {
            frames[r] = Math.round((float) r * episode.last() / (references - 1));
        }
        return frames;
    }

    private CriticLesson lesson() {
        int groups = config.groups();
        ObservationBatch frames = new ObservationBatch(shape, references + FRAMES_A_GROUP * groups);
        CriticLesson lesson = new CriticLesson(
                frames,
                new int[MiniGroup.PAIRS * groups],
                new int[MiniGroup.PAIRS * groups],
                new float[MiniGroup.PAIRS * groups],
                new int[2 * groups],
                new float[2 * groups]);
        CriticEpisode shown = episodes.get(random.nextInt(episodes.size()));
        int[] frameOf = referenceFrames(shown);
        for (int r = 0; r < references; r++) {
            shown.copyTo(frames, r, frameOf[r], shown.tokens());
        }
        for (int group = 0; group < groups; group++) {
            add(lesson, group, episodes.get(random.nextInt(episodes.size())));
        }
        return lesson;
    }

    private void add(CriticLesson lesson, int index, CriticEpisode episode) {
        PairSampler sampler = new PairSampler(
                CriticConfig.steps(config.nearSeconds(), episode.hz()), config.stillBelow(), config.wrongInstruction());
        MiniGroup group = sampler.group(episode.last(), episode::difference, random);
        DonePair done = PairSampler.donePair(episode.last(), random);

        int row = references + FRAMES_A_GROUP * index;
        int[] instruction = group.wrongInstruction() ? wrong(episode.tokens()) : episode.tokens();
        episode.copyTo(lesson.frames(), row, group.first(), instruction);
        episode.copyTo(lesson.frames(), row + 1, group.near(), instruction);
        episode.copyTo(lesson.frames(), row + 2, group.far(), instruction);
        episode.copyTo(lesson.frames(), row + 3, done.complete(), episode.tokens());
        episode.copyTo(lesson.frames(), row + 4, done.incomplete(), episode.tokens());
        lesson.frames().shiftAlike(row, FRAMES_A_GROUP, config.maxShiftPixels(), random);

        int[] first = {row, row + 1, row, row + 2};
        int[] second = {row + 1, row, row + 2, row};
        for (int pair = 0; pair < MiniGroup.PAIRS; pair++) {
            int at = MiniGroup.PAIRS * index + pair;
            lesson.first()[at] = first[pair];
            lesson.second()[at] = second[pair];
            lesson.targets()[at] = group.targets().get(pair).floatValue();
        }
        lesson.doneRows()[2 * index] = row + 3;
        lesson.doneTargets()[2 * index] = 1;
        lesson.doneRows()[2 * index + 1] = row + 4;
    }

    private int[] wrong(int[] right) {
        int[] other = episodes.get(random.nextInt(episodes.size())).tokens();
        if (!Arrays.equals(other, right)) {
            return other;
        }
        int[] scrambled = right.clone();
        for (int i = 0; i < scrambled.length; i++) {
            boolean word = scrambled[i] != InstructionTokenizer.PADDING;
            scrambled[i] = word ? 1 + random.nextInt(InstructionTokenizer.VOCABULARY - 1) : scrambled[i];
        }
        return scrambled;
    }

    @Override
    public void close() {
        critic.close();
    }
}
