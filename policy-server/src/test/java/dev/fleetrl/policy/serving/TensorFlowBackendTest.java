package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.Gaussian;
import dev.fleetrl.policy.SyntheticFrames;
import dev.fleetrl.policy.SyntheticPolicies;
import dev.fleetrl.policy.SyntheticPractice;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.condition.Choice;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that goes up as often as down, and a critic that knows where up is right; the same policy without one. */
class TensorFlowBackendTest {
    private static final int HORIZON = SyntheticFrames.TINY.horizon();
    private static final int ACTION_SIZE = SyntheticFrames.ACTION_SIZE;
    private static final int Z = 2;
    private static final int TRAIN_STEPS = 200;
    private static final int QUESTIONS = 20;

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static TensorFlowBackend backend;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static TensorFlowBackend choosing;

    @BeforeAll
    static void load() throws IOException {
        PolicyStore store = PolicyStore.open(folder);
        backend = trained(store, "plain", Map.of("learningRate", 3e-3));
        choosing = trained(
                store,
                "choosing",
                Map.of("learningRate", 3e-3, "chunkValueSteps", (double) TRAIN_STEPS, "choiceBeta", 0.0));
    }

    private static TensorFlowBackend trained(PolicyStore store, String version, Map<String, Double> settings)
            throws IOException {
        PolicyManifest manifest = SyntheticPolicies.write(
                store, new PolicyVersion(version), SyntheticPractice.upOrDown(20), TRAIN_STEPS, settings);
        return TensorFlowBackend.warm(store.read(manifest.version()), 4);
    }

    @AfterAll
    static void close() {
        backend.close();
        choosing.close();
    }

    @Test
    void choosesTheBetterChunk() {
        for (int x : new int[] {SyntheticPractice.LEFT, SyntheticPractice.RIGHT}) {
            int rightAlone = 0;
            int rightOfEight = 0;
            for (int seed = 0; seed < QUESTIONS; seed++) {
                PolicyAnswer.Chunk alone = chunk(choosing, question(x, seed));
                PolicyAnswer.Chunk best = chunk(choosing, question(x, seed).choosing(Choice.Wish.among(8)));
                rightAlone += alone.actions().at(Z) * SyntheticPractice.right(x) > 0 ? 1 : 0;
                rightOfEight += best.actions().at(Z) * SyntheticPractice.right(x) > 0 ? 1 : 0;
            }

            assertThat(rightAlone).as("right ones of 20, by chance").isBetween(4, 16);
            assertThat(rightOfEight).as("right ones of 20, chosen").isGreaterThanOrEqualTo(19);
        }
    }

    /** The scores are those of the chunks: the best is answered, and the first is the chunk of who asks for one alone. */
    @Test
    void saysWhatItChoseFrom() {
        PolicyQuery query = question(SyntheticPractice.LEFT, 3).choosing(Choice.Wish.among(4));

        PolicyAnswer.Chunk answer = chunk(choosing, query);

        PolicyAnswer.Chosen chosen = answer.chosen().orElseThrow();
        assertThat(chosen.scores().size()).isEqualTo(4);
        assertThat(chosen.scores().at(chosen.index())).isEqualTo(max(chosen.scores()));
        assertThat(chunk(choosing, query)).isEqualTo(answer);
        Choice.Wish even = new Choice.Wish(OptionalInt.of(4), Optional.of(1e6));
        assertThat(IntStream.range(0, 40)
                        .mapToObj(seed -> chunk(
                                choosing, question(SyntheticPractice.LEFT, seed).choosing(even)))
                        .map(chunk -> chunk.chosen().orElseThrow().index())
                        .distinct())
                .containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    /** Whether there is a critic, and whether it was asked for or not, down to the last bit. */
    @Test
    void answersOneCandidateAsEver() {
        for (int seed = 0; seed < QUESTIONS; seed++) {
            PolicyQuery query = question(SyntheticPractice.RIGHT, seed);
            PolicyAnswer ever = backend.infer(List.of(query)).get(0);

            assertThat(choosing.infer(List.of(query)).get(0)).isEqualTo(ever);
            assertThat(choosing.infer(List.of(query.choosing(Choice.Wish.among(1))))
                            .get(0))
                    .isEqualTo(ever);
        }
    }

    /** Two questions of three rows each, one of them blind. */
    @Test
    void keepsTheRowsOfABatchApart() {
        PolicyQuery left = question(SyntheticPractice.LEFT, 1).choosing(Choice.Wish.among(3));
        PolicyQuery blind = new PolicyQuery(
                        Map.of(), left.state(), left.instruction(), left.indicator(), new Guidance(1), 2)
                .choosing(Choice.Wish.among(3));
        PolicyQuery right = question(SyntheticPractice.RIGHT, 1).choosing(Choice.Wish.among(2));

        List<PolicyAnswer> answers = choosing.infer(List.of(left, blind, right));

        assertThat(choosing.rows(left)).isEqualTo(3);
        assertThat(answers.get(1)).isEqualTo(new PolicyAnswer.Refused("'observation/third' is missing"));
        assertThat(distance((PolicyAnswer.Chunk) answers.get(0), chunk(choosing, left)))
                .isLessThan(1e-4);
        assertThat(distance((PolicyAnswer.Chunk) answers.get(2), chunk(choosing, right)))
                .isLessThan(1e-4);
    }

    @Test
    void refusesToChooseWithoutACriticAndAnswersTheOthers() {
        PolicyQuery wish = question(SyntheticPractice.LEFT, 1).choosing(Choice.Wish.among(4));

        List<PolicyAnswer> answers = backend.infer(List.of(wish, question(SyntheticPractice.LEFT, 1)));

        assertThat(backend.rows(wish)).isEqualTo(1);
        assertThat(answers.get(0))
                .isEqualTo(new PolicyAnswer.Refused("the policy has no critic to choose among 4 candidates; ask for"
                        + " one, or train it with chunkValueSteps"));
        assertThat(answers.get(1)).isInstanceOf(PolicyAnswer.Chunk.class);
    }

    /** Who does not say is answered as the manifest says; whose noise is given has one candidate. */
    @Test
    void choosesAsItsManifestSays() throws IOException {
        PolicyStore store = PolicyStore.open(folder);
        Map<String, Double> settings = Map.of("chunkValueSteps", 1.0, "candidates", 3.0);
        PolicyQuery query = question(SyntheticPractice.LEFT, 1);
        try (TensorFlowBackend usual = trained(store, "usual", settings)) {
            assertThat(usual.rows(query)).isEqualTo(3);
            assertThat(chunk(usual, query).chosen().orElseThrow().scores().size())
                    .isEqualTo(3);
            assertThat(chunk(usual, query.from(new PolicyQuery.Noise(HORIZON, ACTION_SIZE, Vec.of(new float[28]))))
                            .chosen())
                    .isEmpty();
        }
        assertThatThrownBy(() -> trained(store, "blind", Map.of("candidates", 3.0)))
                .hasMessage("policy blind is to choose among 3 candidates and has no critic; train it with"
                        + " chunkValueSteps");
    }

    /** A seed is a short name of its noise. */
    @Test
    void startsFromTheNoiseThatItIsGiven() {
        Vec drawn = Vec.of(Gaussian.fill(new float[HORIZON * ACTION_SIZE], new SplittableRandom(7)));

        PolicyQuery given = question(8).from(new PolicyQuery.Noise(HORIZON, ACTION_SIZE, drawn));

        assertThat(backend.infer(List.of(given))).isEqualTo(backend.infer(List.of(question(7))));
        assertThat(backend.infer(List.of(given))).isNotEqualTo(backend.infer(List.of(question(8))));
    }

    @Test
    void refusesNoiseOfAnotherShapeAndAnswersTheOthers() {
        Vec drawn = Vec.of(new float[HORIZON * ACTION_SIZE]);
        PolicyQuery turned = question(7).from(new PolicyQuery.Noise(7, 4, drawn));

        List<PolicyAnswer> answers = backend.infer(List.of(turned, question(7)));

        assertThat(answers.get(0))
                .isEqualTo(new PolicyAnswer.Refused(
                        "'fleetrl/noise' of 7 x 4 is not the start of a chunk of 4 x 7 finite numbers"));
        assertThat(answers.get(1)).isInstanceOf(PolicyAnswer.Chunk.class);
    }

    private static PolicyQuery question(long seed) {
        return question(SyntheticPractice.LEFT, seed);
    }

    private static PolicyQuery question(int x, long seed) {
        byte[] rgb = SyntheticFrames.picture(x, 8);
        return new PolicyQuery(
                Map.of("third", new Picture.Raw(SyntheticFrames.PIXELS, SyntheticFrames.PIXELS, Bytes.of(rgb))),
                Vec.of(SyntheticFrames.proprioception(0)),
                SyntheticFrames.INSTRUCTION,
                Indicator.POSITIVE,
                new Guidance(1),
                seed);
    }

    private static PolicyAnswer.Chunk chunk(TensorFlowBackend asked, PolicyQuery query) {
        return (PolicyAnswer.Chunk) asked.infer(List.of(query)).get(0);
    }

    private static float max(Vec scores) {
        float max = scores.at(0);
        for (int k = 1; k < scores.size(); k++) {
            max = Math.max(max, scores.at(k));
        }
        return max;
    }

    private static double distance(PolicyAnswer.Chunk a, PolicyAnswer.Chunk b) {
        double most = 0;
        for (int i = 0; i < a.actions().size(); i++) {
            most = Math.max(most, Math.abs(a.actions().at(i) - b.actions().at(i)));
        }
        return most;
    }
}
