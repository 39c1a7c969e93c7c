package dev.fleetrl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.serving.Picture;
import dev.fleetrl.policy.serving.PolicyAnswer;
import dev.fleetrl.policy.serving.PolicyQuery;
import dev.fleetrl.policy.serving.PolicyQuery.UnderWay;
import dev.fleetrl.policy.serving.TensorFlowBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A policy over-fitted on sixteen recorded corrections, by the trainer process and with its artefact. It tells a defect of
 * recording, training or serving from a method that does not help.
 */
class OverfittedPolicyTest {
    private static final PolicyVersion VERSION = new PolicyVersion("v1");
    private static final int TRAIN_STEPS = 1000;

    @TempDir
    static Path data;

    private static String printed = "";

    @BeforeAll
    static void train() throws IOException {
        Snapshot snapshot = CorrectionEpisodes.record(data);

        TrainerProcess.Run run = run(CorrectionEpisodes.job(VERSION.value(), snapshot, TRAIN_STEPS));

        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        printed = run.output();
    }

    /** Every action of every chunk, but for what the episode's end cut off. */
    @Test
    void reproducesTheCorrections() throws IOException {
        double squaredError = 0;
        double squares = 0;
        int grippers = 0;
        int rightGrippers = 0;
        try (TensorFlowBackend backend = TensorFlowBackend.warm(
                PolicyStore.open(data.resolve("policies")).read(VERSION), 1)) {
            for (int[] spot : CorrectionEpisodes.spots()) {
                List<Step> steps = CorrectionEpisodes.steps(spot[0], spot[1]);
                for (Step step : steps) {
                    Vec answer = chunk(backend, step, Indicator.POSITIVE).actions();
                    for (int k = 0; k < steps.size() - step.index(); k++) {
                        Vec wanted = steps.get(step.index() + k).action();
                        for (int i = 0; i < 3; i++) {
                            squaredError += Math.pow(answer.at(7 * k + i) - wanted.at(i), 2);
                            squares += Math.pow(wanted.at(i), 2);
                        }
                        grippers++;
                        rightGrippers += answer.at(7 * k + 6) == wanted.at(6) ? 1 : 0;
                    }
                }
            }
        }

        assertThat(Math.sqrt(squaredError / squares)).as("relative error").isLessThan(0.25);
        assertThat((double) rightGrippers / grippers).as("right grippers").isGreaterThan(0.95);
    }

    @Test
    void answersTheSameQuestionTheSameWay() throws IOException {
        Step step = CorrectionEpisodes.steps(4, 4).get(0);
        try (TensorFlowBackend backend = TensorFlowBackend.warm(
                PolicyStore.open(data.resolve("policies")).read(VERSION), 4)) {
            PolicyAnswer alone = backend.infer(List.of(question(step, Indicator.POSITIVE, 1, 7)))
                    .get(0);
            PolicyAnswer again = backend.infer(List.of(question(step, Indicator.POSITIVE, 1, 7)))
                    .get(0);
            PolicyAnswer otherNoise = backend.infer(List.of(question(step, Indicator.POSITIVE, 1, 8)))
                    .get(0);

            assertThat(again).isEqualTo(alone);
            assertThat(otherNoise).isNotEqualTo(alone);
        }
    }

    /** At β = 0 the indicator says nothing, and at β = 1 the guided graph is the plain one. */
    @Test
    void guidesBetweenItsTwoBranches() throws IOException {
        Step step = CorrectionEpisodes.steps(11, 4).get(1);
        try (TensorFlowBackend backend = TensorFlowBackend.warm(
                PolicyStore.open(data.resolve("policies")).read(VERSION), 2)) {
            Vec untold = actions(backend, question(step, Indicator.NONE, 1, 7));
            Vec unguided = actions(backend, question(step, Indicator.POSITIVE, 0, 7));
            List<PolicyAnswer> both = backend.infer(
                    List.of(question(step, Indicator.POSITIVE, 1, 7), question(step, Indicator.POSITIVE, 3, 7)));
            Vec plain = actions(backend, question(step, Indicator.POSITIVE, 1, 7));

            assertThat(distance(unguided, untold)).isLessThan(1e-4);
            assertThat(distance(((PolicyAnswer.Chunk) both.get(0)).actions(), plain))
                    .isLessThan(1e-4);
            assertThat(distance(((PolicyAnswer.Chunk) both.get(1)).actions(), plain))
                    .isGreaterThan(1e-4);
        }
    }

    /** A child that is to be evaluated at β = 3: who does not say otherwise is answered so. */
    @Test
    void guidesAsItsManifestSays() throws IOException {
        Step step = CorrectionEpisodes.steps(11, 4).get(1);
        PolicyQuery usual = new PolicyQuery(
                Map.of(
                        "third",
                        new Picture.Jpeg(step.observation().frames().get(0).jpeg())),
                step.observation().proprioception(),
                SyntheticFrames.INSTRUCTION,
                Indicator.POSITIVE,
                Optional.empty(),
                7,
                Optional.empty());
        PolicyVersion sharp = new PolicyVersion("sharp");
        assertThat(run(childOf(VERSION, sharp, Map.of("correctionFraction", 1.0, "beta", 3.0)))
                        .errors())
                .isEmpty();
        try (TensorFlowBackend backend = TensorFlowBackend.warm(
                PolicyStore.open(data.resolve("policies")).read(sharp), 1)) {
            Vec answer = actions(backend, usual);

            assertThat(distance(answer, actions(backend, question(step, Indicator.POSITIVE, 3, 7))))
                    .isLessThan(1e-6);
            assertThat(distance(answer, actions(backend, question(step, Indicator.POSITIVE, 1, 7))))
                    .isGreaterThan(1e-4);
        }
    }

    /** What is planned does change the answer; but hardly so, for this policy is sure of where it goes. */
    @Test
    void goesOnFromWhatIsUnderWay() throws IOException {
        Step step = CorrectionEpisodes.steps(11, 4).get(1);
        try (TensorFlowBackend backend = TensorFlowBackend.warm(
                PolicyStore.open(data.resolve("policies")).read(VERSION), 2)) {
            PolicyQuery waiting = question(step, Indicator.POSITIVE, 1, 7);
            Vec free = actions(backend, waiting);
            Vec planned = aside(free, 8);
            List<PolicyAnswer> both = backend.infer(List.of(waiting, waiting.during(new UnderWay(planned, 3))));
            PolicyAnswer.Chunk joined = (PolicyAnswer.Chunk) both.get(1);
            assertThat(joined.delay()).isEqualTo(3);
            assertThat(distance(first(joined.actions(), 3), first(planned, 3)))
                    .isLessThan(distance(first(free, 3), first(planned, 3)));
            assertThat(distance(((PolicyAnswer.Chunk) both.get(0)).actions(), free))
                    .isLessThan(1e-4);
            assertThat(backend.infer(List.of(waiting.during(new UnderWay(Vec.of(1, 2, 3), 0)), waiting)))
                    .satisfiesExactly(
                            refused -> assertThat(refused.toString()).contains("3 numbers under way"),
                            answered -> assertThat(answered).isInstanceOf(PolicyAnswer.Chunk.class));
        }
    }

    @Test
    void refusesAQuestionThatDoesNotFitAndAnswersTheOthers() throws IOException {
        Step step = CorrectionEpisodes.steps(4, 4).get(0);
        PolicyQuery good = question(step, Indicator.POSITIVE, 1, 7);
        PolicyQuery blind =
                new PolicyQuery(Map.of(), good.state(), "", good.indicator(), new Guidance(1), good.noiseSeed());
        try (TensorFlowBackend backend = TensorFlowBackend.warm(
                PolicyStore.open(data.resolve("policies")).read(VERSION), 2)) {
            List<PolicyAnswer> answers = backend.infer(List.of(blind, good));

            assertThat(answers.get(0)).isEqualTo(new PolicyAnswer.Refused("'observation/third' is missing"));
            assertThat(answers.get(1)).isInstanceOf(PolicyAnswer.Chunk.class);
        }
    }

    @Test
    void isDescribedByItsManifest() throws IOException {
        PolicyManifest manifest =
                PolicyStore.open(data.resolve("policies")).read(VERSION).manifest();

        assertThat(manifest.instructions()).containsExactly(SyntheticFrames.INSTRUCTION);
        assertThat(manifest.policyCameras()).containsExactly("third");
        assertThat(manifest.executeSteps()).isEqualTo(4);
        assertThat(manifest.settings()).containsEntry("realised.correction", 1.0);
    }

    @Test
    void wasReportedOnTheWay() throws IOException {
        String[] lines = printed.split("\n", -1);
        TrainingProgress last =
                Codec.JSON.decode(TrainingProgress.class, lines[lines.length - 2].getBytes(StandardCharsets.UTF_8));

        assertThat(last.step()).isEqualTo(TRAIN_STEPS);
        assertThat(last.loss()).isLessThan(0.2);
    }

    @Test
    void isNotTrainedTwice() throws IOException {
        TrainingJob job = CorrectionEpisodes.job(VERSION.value(), CorrectionEpisodes.record(data), TRAIN_STEPS);

        TrainerProcess.Run again = run(job);

        assertThat(again.status()).isZero();
        assertThat(again.output()).isEmpty();
    }

    @Test
    void isNotReplacedByAnotherJobOfItsName() throws IOException {
        TrainerProcess.Run other = run(CorrectionEpisodes.job(VERSION.value(), CorrectionEpisodes.record(data), 5));

        assertThat(other.status()).isEqualTo(2);
        assertThat(other.errors())
                .contains("v1 exists and came from another job")
                .hasLineCount(1);
    }

    @Test
    void isNotTakenForAJobWithOtherSettings() throws IOException {
        TrainingJob job = CorrectionEpisodes.job(VERSION.value(), CorrectionEpisodes.record(data), TRAIN_STEPS);

        assertThat(run(with(job, Map.of("executeSteps", 8.0))).errors())
                .contains("v1 exists and came from another job");
    }

    private static TrainingJob childOf(PolicyVersion parent, PolicyVersion version, Map<String, Double> settings)
            throws IOException {
        return new TrainingJob(
                version, Optional.of(parent), CorrectionEpisodes.record(data), Optional.empty(), "sft", 2, 1, settings);
    }

    private static TrainingJob with(TrainingJob job, Map<String, Double> settings) {
        return new TrainingJob(
                job.version(),
                job.parent(),
                job.snapshot(),
                job.labelRun(),
                job.recipe(),
                job.steps(),
                job.seed(),
                settings);
    }

    private static PolicyAnswer.Chunk chunk(TensorFlowBackend backend, Step step, Indicator indicator) {
        return (PolicyAnswer.Chunk) backend.infer(List.of(question(step, indicator, 1, step.index())))
                .get(0);
    }

    private static Vec actions(TensorFlowBackend backend, PolicyQuery query) {
        return ((PolicyAnswer.Chunk) backend.infer(List.of(query)).get(0)).actions();
    }

    private static PolicyQuery question(Step step, Indicator indicator, double beta, long seed) {
        Picture picture = new Picture.Jpeg(step.observation().frames().get(0).jpeg());
        return new PolicyQuery(
                Map.of("third", picture),
                step.observation().proprioception(),
                SyntheticFrames.INSTRUCTION,
                indicator,
                new Guidance(beta),
                seed);
    }

    private static Vec aside(Vec actions, int steps) {
        float[] aside = first(actions, steps).toArray();
        for (int i = 0; i < aside.length; i += 7) {
            aside[i] += 0.01f;
        }
        return Vec.of(aside);
    }

    private static Vec first(Vec actions, int steps) {
        return Vec.of(Arrays.copyOf(actions.toArray(), 7 * steps));
    }

    private static double distance(Vec a, Vec b) {
        double squares = 0;
        for (int i = 0; i < a.size(); i++) {
            squares += Math.pow(a.at(i) - b.at(i), 2);
        }
        return Math.sqrt(squares);
    }

    private static TrainerProcess.Run run(TrainingJob job) throws IOException {
        return TrainerProcess.run(data, job);
    }
}
