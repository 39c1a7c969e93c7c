package dev.fleetrl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job is refused for. */
class PolicyTrainerMainTest {
    @TempDir
    Path data;

    @Test
    void refusesAJobThatMakesNoSense() throws IOException {
        Snapshot snapshot = CorrectionEpisodes.record(data);
        TrainingJob job = CorrectionEpisodes.job("v2", snapshot, 5);

        assertThat(run(CorrectionEpisodes.job("v2", snapshot, 0)).errors())
                .contains("steps is 0, must be at least 1")
                .hasLineCount(1);
        assertThat(run(with(job, Map.of("executeSteps", 0.0))).errors()).contains("'executeSteps' must be at least 1");
    }

    /** One line each, and no policy. */
    @Test
    void refusesWhatARecipeCannotUse() throws IOException {
        TrainingJob job = with(CorrectionEpisodes.job("v4", CorrectionEpisodes.record(data), 2), Map.of());

        assertThat(run(of("awr", job)).errors())
                .contains("recipe awr learns from labels; name a label run in the job")
                .hasLineCount(1);
        assertThat(run(of("sft", job)).errors())
                .contains("leave nothing to learn from: the episodes have steps of [CORRECTION] only")
                .hasLineCount(1);
        assertThat(run(with(job, Map.of("beta", 9.0))).errors()).contains("beta 9.0 is not within 0 to 5.0");
        assertThat(run(with(job, Map.of("candidates", 4.0))).errors())
                .contains("setting 'candidates' needs an action value to choose by; name 'chunkValueSteps', too");
        assertThat(run(with(job, Map.of("chunkValueSteps", 5.0))).errors())
                .contains("setting 'chunkValueSteps' learns from labels; name a label run in the job");
        assertThat(run(of("dagger", job)).status()).isEqualTo(2);
        assertThat(PolicyStore.open(data.resolve("policies")).find(job.version()))
                .isEmpty();
    }

    /** As after a kill of the controller; the next one starts a trainer of its own. */
    @Test
    void givesUpWhenNobodyHearsOfItsProgress() throws IOException {
        TrainerProcess.Run deaf = TrainerProcess.run(
                data,
                CorrectionEpisodes.job("v3", CorrectionEpisodes.record(data), 1),
                new PrintStream(
                        new OutputStream() {
                            @Override
                            public void write(int b) throws IOException {
                                throw new IOException("Broken pipe");
                            }
                        },
                        true,
                        StandardCharsets.UTF_8));

        assertThat(deaf.status()).isEqualTo(2);
        assertThat(PolicyStore.open(data.resolve("policies")).find(new PolicyVersion("v3")))
                .isEmpty();
    }

    /** It would have no say. */
    @Test
    void refusesTheRateOfFreshWeightsBesideAParent() throws IOException {
        TrainingJob job = CorrectionEpisodes.job("v5", CorrectionEpisodes.record(data), 2);

        assertThat(run(childOf(new PolicyVersion("v1"), job)).errors())
                .contains("setting 'learningRate' is of fresh weights; name 'childLearningRate', or no parent")
                .hasLineCount(1);
    }

    private static TrainingJob childOf(PolicyVersion parent, TrainingJob job) {
        return new TrainingJob(
                job.version(),
                Optional.of(parent),
                job.snapshot(),
                job.labelRun(),
                job.recipe(),
                job.steps(),
                job.seed(),
                job.settings());
    }

    private static TrainingJob of(String recipe, TrainingJob job) {
        return new TrainingJob(
                job.version(),
                job.parent(),
                job.snapshot(),
                job.labelRun(),
                recipe,
                job.steps(),
                job.seed(),
                job.settings());
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

    private TrainerProcess.Run run(TrainingJob job) throws IOException {
        return TrainerProcess.run(data, job);
    }
}
