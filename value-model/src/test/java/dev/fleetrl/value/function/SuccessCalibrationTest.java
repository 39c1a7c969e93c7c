package dev.fleetrl.value.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.evaluation.IsotonicCalibration;
import dev.fleetrl.value.function.SuccessCalibration.Moment;
import dev.fleetrl.value.recap.JudgedEpisode;
import dev.fleetrl.value.recap.ValuedEpisode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuccessCalibrationTest {
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    private static final ActionSource PERSON = new ActionSource.Correction(new OperatorId("kim"));
    private static final ActionSource SHOWN = new ActionSource.Demonstration(new OperatorId("kim"));

    private final List<ValuedEpisode> episodes = new ArrayList<>();
    private final Set<EpisodeId> heldOut = new HashSet<>();

    /** Episodes of two steps, of which so many succeed; V says {@code first} at the first and 0.5 at the second. */
    private void practised(String name, float first, int successes, int failures, ActionSource second) {
        for (int i = 0; i < successes + failures; i++) {
            JudgedEpisode episode = new JudgedEpisode(
                    new EpisodeId(name + "-" + i),
                    new TaskId("push"),
                    new CollectionId("c"),
                    10,
                    8,
                    i < successes,
                    List.of(second.equals(SHOWN) ? SHOWN : POLICY, second),
                    List.of(false, false));
            episodes.add(new ValuedEpisode(episode, Vec.of(-0.5f, -0.5f), Vec.of(first, 0.5f)));
            if (name.startsWith("held-out")) {
                heldOut.add(episode.id());
            }
        }
    }

    /**
     * It says 0.75 where 60 % succeed and 0.25 where 20 % do. Mended, Brier is (3·0.4² + 2·0.6² + 0.8² + 4·0.2²)/10, before
     * (3·0.25² + 2·0.75² + 0.75² + 4·0.25²)/10, and always saying 40 % makes 0.24.
     */
    @Test
    void mendsWhatItSaysAndMeasuresThatOnEpisodesThatItHasNotSeen() {
        practised("sure", 0.75f, 6, 4, POLICY);
        practised("unsure", 0.25f, 2, 8, POLICY);
        practised("held-out-sure", 0.75f, 3, 2, POLICY);
        practised("held-out-unsure", 0.25f, 1, 4, POLICY);

        SuccessCalibration calibration = SuccessCalibration.of(episodes, heldOut, 1);

        assertThat(calibration.flags()).isEmpty();
        assertThat(map(calibration, Moment.FIRST).apply(0.75)).isEqualTo(0.6);
        assertThat(figure(calibration, "brier.first")).isCloseTo(0.2, within(1e-9));
        assertThat(figure(calibration, "brierRaw.first")).isCloseTo(0.21250, within(1e-9));
        assertThat(figure(calibration, "brierOfMean.first")).isCloseTo(0.24, within(1e-9));
        assertThat(figure(calibration, "ece.first")).isCloseTo(0, within(1e-9));
        assertThat(figure(calibration, "eceRaw.first")).isCloseTo(0.1, within(1e-9));
        assertThat(figure(calibration, "eceByChance.first")).isPositive();
        assertThat(map(calibration, Moment.MIDDLE)).isEqualTo(constant(0.4));
        assertThat(figure(calibration, "brier.middle")).isCloseTo(0.24, within(1e-9));
        assertThat(figure(calibration, "calibrationHeldOut.first")).isEqualTo(10);
    }

    /** Of ten, the policy succeeds alone in four; a person saves three and cannot save three, all in the second step. */
    @Test
    void countsHelpAgainstThePolicyAndAsksNoMoreOnceSomebodyHelps() {
        practised("alone", 0.75f, 4, 0, POLICY);
        practised("helped", 0.75f, 3, 3, PERSON);
        practised("held-out-alone", 0.75f, 4, 0, POLICY);
        practised("held-out-helped", 0.75f, 6, 0, PERSON);

        SuccessCalibration calibration = SuccessCalibration.of(episodes, heldOut, 1);

        assertThat(map(calibration, Moment.FIRST).apply(0.75)).isEqualTo(0.4);
        assertThat(figure(calibration, "brierRaw.first")).isCloseTo(0.4 * 0.0625 + 0.6 * 0.5625, within(1e-9));
        assertThat(calibration.maps()).doesNotContainKey(Moment.MIDDLE);
        assertThat(calibration.flags())
                .containsExactly(
                        "not-calibrated: the middle frame has 4 practice episodes to fit on, 4 of them successes"
                                + " alone, and 4 held out; it needs 10 of each and both outcomes");
    }

    /** The policy was braked in the second step, and waited. */
    @Test
    void asksInTheMiddleOfWhatIsActed() {
        ActionSource waits = new ActionSource.Hold();
        practised("seen", 0.75f, 6, 4, waits);
        practised("held-out", 0.75f, 6, 4, waits);

        SuccessCalibration calibration = SuccessCalibration.of(episodes, heldOut, 1);

        assertThat(figure(calibration, "brierRaw.middle")).isCloseTo(0.6 * 0.0625 + 0.4 * 0.5625, within(1e-9));
    }

    @Test
    void hasNothingToSayOfDemonstrations() {
        practised("shown", 0.75f, 20, 0, SHOWN);

        assertThat(SuccessCalibration.of(episodes, heldOut, 1).flags()).isEmpty();
    }

    private static IsotonicCalibration constant(double rate) {
        return new IsotonicCalibration(List.of(new IsotonicCalibration.Knot(0.5, rate)));
    }

    private static double figure(SuccessCalibration calibration, String name) {
        return Objects.requireNonNull(calibration.metrics().get(name));
    }

    private static IsotonicCalibration map(SuccessCalibration calibration, Moment moment) {
        return Objects.requireNonNull(calibration.maps().get(moment));
    }
}
