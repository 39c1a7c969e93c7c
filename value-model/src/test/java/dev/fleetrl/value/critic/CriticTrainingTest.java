package dev.fleetrl.value.critic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.value.SyntheticEpisodes;
import dev.fleetrl.value.critic.progress.DoneDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CriticTrainingTest {
    private static final ActionSource SHOWN = new ActionSource.Demonstration(new OperatorId("expert"));

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} reference frames")
    @ValueSource(ints = {0, 3})
    void learnsFromSuccessesWhatProgressAndTheEndLookLike(int references) throws IOException {
        CriticConfig config = SmallCritic.withReferences(references);
        List<Float> losses = new ArrayList<>();
        try (CriticTraining training = new CriticTraining(config, episodes("train", Outcome.SUCCESS), 1)) {
            training.train(120, (step, loss) -> losses.add(loss));
            training.export(folder);
        }

        assertThat(mean(losses.subList(110, 120))).isLessThan(0.7 * mean(losses.subList(0, 10)));
        try (FrozenCritic critic = FrozenCritic.load(folder)) {
            CriticReport report = new CriticReport();
            for (CriticEpisode episode : unseen()) {
                CriticScores scores = CriticScores.of(critic, episode, 2);
                report.add(scores, episode.stages());
                assertThat(scores.done()[0]).isLessThan(0.5);
                assertThat(scores.done()[episode.last()] > 0.5).isEqualTo(episode.success());
            }
            Map<String, Double> metrics = report.metrics(new DoneDetector.Unusable("not calibrated"));
            assertThat(metrics).containsEntry("heldOutSuccesses", 4.0).containsEntry("heldOutFailures", 4.0);
            assertThat(metrics.get("vocSuccess")).isGreaterThan(0.8);
            assertThat(metrics.get("vrocSuccess")).isGreaterThan(0.8);
            assertThat(metrics.get("vocAuc")).isGreaterThan(0.8);
            assertThat(metrics).doesNotContainKey("doneThreshold");
        }
    }

    @Test
    void trainsAlikeFromTheSameSeedAndNotFromAnother() throws IOException {
        assertThat(losses(7)).isEqualTo(losses(7)).isNotEqualTo(losses(8));
    }

    @Test
    void needsASuccess() {
        assertThatThrownBy(() -> new CriticTraining(SmallCritic.CONFIG, List.of(), 1))
                .hasMessage("there is no unassisted success to train the progress critic on");
    }

    /** In pieces of 128 pairs, an episode is scored as in one. */
    @Test
    void scoresLongEpisodesAsShortOnes() throws IOException {
        trainInto(folder, 1, 1);
        CriticEpisode piece = episodes("e", Outcome.SUCCESS).get(0);
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] rgb = new byte[piece.shape().bytesPerObservation()];
            rgb[i] = (byte) 200;
            pictures.add(rgb);
        }
        CriticEpisode whole = longEpisode(piece, pictures);
        CriticEpisode tail = longEpisode(piece, pictures.subList(100, 200));

        try (FrozenCritic critic = FrozenCritic.load(folder)) {
            double[] ofWhole = CriticScores.of(critic, whole, 3).forward();
            double[] ofTail = CriticScores.of(critic, tail, 3).forward();

            for (int i = 3; i < 100; i++) {
                assertThat(ofTail[i]).isCloseTo(ofWhole[100 + i], Offset.offset(1e-5));
            }
        }
    }

    private static CriticEpisode longEpisode(CriticEpisode like, List<byte[]> pictures) {
        return new CriticEpisode(
                like.shape(),
                "push the block",
                2,
                true,
                pictures,
                pictures.stream().map(picture -> 0).toList());
    }

    private static void trainInto(Path folder, int steps, long seed) throws IOException {
        try (CriticTraining training =
                new CriticTraining(SmallCritic.CONFIG, episodes("train", Outcome.SUCCESS), seed)) {
            training.train(steps, (step, loss) -> {});
            training.export(folder);
        }
    }

    private static List<Float> losses(long seed) throws IOException {
        List<Float> losses = new ArrayList<>();
        try (CriticTraining training =
                new CriticTraining(SmallCritic.CONFIG, episodes("train", Outcome.SUCCESS), seed)) {
            training.train(5, (step, loss) -> losses.add(loss));
        }
        return losses;
    }

    private static List<CriticEpisode> unseen() throws IOException {
        List<CriticEpisode> both = new ArrayList<>(episodes("unseen", Outcome.SUCCESS));
        both.addAll(episodes("unseen", Outcome.FAILURE));
        return both;
    }

    private static List<CriticEpisode> episodes(String collection, Outcome outcome) throws IOException {
        List<CriticEpisode> episodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            episodes.add(CriticEpisode.of(
                    SyntheticEpisodes.episode(collection + i, collection, SHOWN, outcome), SyntheticEpisodes.PIXELS));
        }
        return episodes;
    }

    private static double mean(List<Float> losses) {
        return losses.stream().mapToDouble(loss -> loss).average().orElseThrow();
    }
}
