package dev.fleetrl.value.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.value.SyntheticEpisodes;
import dev.fleetrl.value.function.EpisodeFrames.Range;
import dev.fleetrl.value.recap.NormalisedReturn;
import dev.fleetrl.value.recap.ValueBins;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldOutTest {
    private static final NormalisedReturn RETURN = NormalisedReturn.of(SyntheticEpisodes.HORIZON, 1);

    /** V knows which task is the slower one and ranks each one's steps the wrong way round; over all, ρ is 0.6. */
    @Test
    void ranksWithinATask() {
        HeldOut heldOut = new HeldOut(
                new ValueBins(5),
                List.of(
                        scored("quick", new float[] {-0.25f, 0}, 4, 3),
                        scored("slow", new float[] {-1, -0.75f}, 1, 0)));

        assertThat(heldOut.spearman()).isEqualTo(-1);
    }

    /** @param bins in which V is sure that each return lies */
    private static HeldOut.Scored scored(String task, float[] returns, int... bins) {
        ActionSource shown = new ActionSource.Demonstration(new OperatorId("expert"));
        Range range = new Range(
                0,
                2,
                SyntheticEpisodes.episode(task, "c", new TaskId(task), shown, Outcome.SUCCESS)
                        .manifest(),
                RETURN);
        return new HeldOut.Scored(range, Vec.of(returns), List.of(sure(bins[0]), sure(bins[1])));
    }

    private static Vec sure(int bin) {
        float[] distribution = new float[5];
        distribution[bin] = 1;
        return Vec.of(distribution);
    }
}
