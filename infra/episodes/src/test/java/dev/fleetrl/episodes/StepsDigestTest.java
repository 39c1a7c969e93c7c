package dev.fleetrl.episodes;

import static dev.fleetrl.episodes.RecordedFleet.ADA;
import static dev.fleetrl.episodes.RecordedFleet.BEN;
import static dev.fleetrl.episodes.RecordedFleet.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsDigestTest {
    private static final Step STEP = step(5, ADA);

    @Test
    void ofNothingIsTheDigestOfNothing() {
        assertThat(StepsDigest.of(List.of()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void staysWhatItWasForEpisodesThatAreSealedAlready() {
        assertThat(StepsDigest.of(List.of(STEP)))
                .isEqualTo("1cbfead62335e9093c96f56ad9bae1af087e7bec04e850914674252f462f100c");
    }

    @Test
    void tellsOperatorsAndPicturesApart() {
        Step withoutReview = with(STEP.observation().frames(), List.of());

        assertThat(List.of(
                        StepsDigest.of(List.of(STEP)),
                        StepsDigest.of(List.of(step(5, BEN))),
                        StepsDigest.of(List.of(withoutReview)),
                        StepsDigest.of(List.of(STEP, STEP))))
                .doesNotHaveDuplicates();
    }

    @Test
    void doesNotCareInWhichOrderTheCamerasStand() {
        List<Frame> frames = STEP.observation().frames();
        Step turned = with(List.of(frames.get(1), frames.get(0)), STEP.review());

        assertThat(StepsDigest.of(List.of(turned))).isEqualTo(StepsDigest.of(List.of(STEP)));
    }

    @Test
    void tellsChunksApartByTheirDelay() {
        Step soon = chunk(new ChunkPosition(1, 2));
        Step late = chunk(new ChunkPosition(1, 2, 2));

        assertThat(StepsDigest.of(List.of(late))).isNotEqualTo(StepsDigest.of(List.of(soon)));
    }

    private static Step chunk(ChunkPosition position) {
        return new Step(
                STEP.index(),
                STEP.atMillis(),
                STEP.observation(),
                STEP.action(),
                STEP.policyAction(),
                STEP.source(),
                position,
                STEP.stage(),
                STEP.review());
    }

    private static Step with(List<Frame> frames, List<Frame> review) {
        return new Step(
                STEP.index(),
                STEP.atMillis(),
                new Observation(frames, STEP.observation().proprioception()),
                STEP.action(),
                STEP.policyAction(),
                STEP.source(),
                STEP.chunk(),
                STEP.stage(),
                review);
    }
}
