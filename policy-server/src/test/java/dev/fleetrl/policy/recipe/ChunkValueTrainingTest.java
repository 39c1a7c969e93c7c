package dev.fleetrl.policy.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.policy.SyntheticFrames;
import dev.fleetrl.policy.SyntheticPractice;
import dev.fleetrl.policy.recipe.sft.SupervisedFineTuning;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Up is right on the left and wrong on the right; see {@link SyntheticPractice#upOrDown}. */
class ChunkValueTrainingTest {
    /** 16 of 80 episodes are held out; ties between equal advantages keep ρ below 1. */
    @Test
    void ranksChunksItHasNotSeenAndKnowsThatThePictureAloneTellsNothingSeed7() {
        Map<String, Double> metrics = trained(200).metrics();

        assertThat(metrics.get("chunkValue.heldOutChunks")).isEqualTo(16);
        assertThat(metrics.get("chunkValue.spearman")).isGreaterThan(0.8);
        assertThat(metrics.get("chunkValue.spearmanOfOthersChunks")).isLessThan(0.5);
        assertThat(metrics.get("chunkValue.loss")).isLessThan(0.3);
        assertThat(metrics).containsEntry("chunkValue.advantageMean", 0.0);
        assertThat(metrics).containsEntry("chunkValue.advantageDeviation", 1.0);
    }

    @Test
    void leavesThePolicyAsItIs() {
        Trainer.Trained with = trained(3);
        Trainer.Trained without = trained(0);

        assertThat(with.state()).isEqualTo(without.state());
        assertThat(with.chunkValue()).isPresent().isEqualTo(trained(3).chunkValue());
        assertThat(without.chunkValue()).isEmpty();
        assertThat(without.metrics()).containsOnlyKeys("loss", "parameters");
    }

    private static Trainer.Trained trained(int steps) {
        Recipe recipe = new SupervisedFineTuning();
        RecipeSettings settings = recipe.settings()
                .changedBy(Map.of(
                        "batch", 16.0, "warmUpSteps", 5.0, "imageShift", 1.0, "chunkValueSteps", (double) steps));
        return new Trainer(recipe, settings, 1, System::nanoTime)
                .train(SyntheticPractice.upOrDown(20), SyntheticFrames.TINY, 10, 7, progress -> {});
    }
}
