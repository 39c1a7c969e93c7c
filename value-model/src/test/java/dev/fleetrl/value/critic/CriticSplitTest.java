package dev.fleetrl.value.critic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.value.SyntheticEpisodes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticSplitTest {
    private static final ActionSource SHOWN = new ActionSource.Demonstration(new OperatorId("expert"));

    /** A quarter each of eight successes; the failures are halved between calibration and measuring. */
    @Test
    void neverTrainsOnAFailureAndKeepsEveryEpisodeInOnePlace() {
        List<EpisodeManifest> judged = new ArrayList<>();
        SyntheticEpisodes.pairs(8, "c", SHOWN).forEach(episode -> judged.add(episode.manifest()));

        CriticSplit split = CriticSplit.of(SmallCritic.CONFIG, judged, 1);

        assertThat(split.training()).hasSize(4).allMatch(EpisodeManifest::isAutonomousSuccess);
        assertThat(split.calibration()).hasSize(2 + 4);
        assertThat(split.heldOut()).hasSize(2 + 4);
        List<EpisodeManifest> all = new ArrayList<>(split.training());
        all.addAll(split.calibration());
        all.addAll(split.heldOut());
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void leavesSlowSuccessesOutOfTraining() {
        List<EpisodeManifest> judged = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            judged.add(SyntheticEpisodes.episode("e" + i, "c", SHOWN, Outcome.SUCCESS)
                    .manifest());
        }
        judged.add(slow(judged.get(0)));

        CriticSplit split = CriticSplit.of(SmallCritic.CONFIG, judged, 1);

        assertThat(split.training()).allMatch(episode -> episode.steps() <= 16);
    }

    private static EpisodeManifest slow(EpisodeManifest like) {
        return new EpisodeManifest(
                like.schema(),
                new EpisodeId("slow"),
                like.robot(),
                like.session(),
                like.plan(),
                like.instruction(),
                like.hz(),
                like.timeLimitSteps(),
                like.startedAtMillis(),
                like.durationMillis(),
                like.ending(),
                17,
                0,
                0,
                List.of(),
                like.file(),
                like.sha256());
    }
}
