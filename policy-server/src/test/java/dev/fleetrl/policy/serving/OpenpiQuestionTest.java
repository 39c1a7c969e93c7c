package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.condition.Choice;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OpenpiQuestionTest {
    private static final NdArray TWO_ACTIONS = NdArray.floats(Vec.of(1, 2, 3, 4), 2, 2);

    @Test
    void saysNothingOfAChunkUnderWayUnlessItIsTold() {
        assertThat(OpenpiQuestion.decode(question().encode()).query().underWay())
                .isEmpty();
    }

    @Test
    void carriesTheActionsUnderWay() {
        byte[] frame = question()
                .array("fleetrl/actions_under_way", TWO_ACTIONS)
                .integer("fleetrl/delay_steps", 1)
                .encode();

        assertThat(OpenpiQuestion.decode(frame).query().underWay())
                .contains(new PolicyQuery.UnderWay(Vec.of(1, 2, 3, 4), 1));
    }

    @Test
    void refusesADelayLongerThanWhatIsUnderWay() {
        byte[] frame = question()
                .array("fleetrl/actions_under_way", TWO_ACTIONS)
                .integer("fleetrl/delay_steps", 3)
                .encode();

        assertThatThrownBy(() -> OpenpiQuestion.decode(frame))
                .hasMessage("'fleetrl/actions_under_way' must have shape [n, A], and 'fleetrl/delay_steps' be 0 to n,"
                        + " not [2, 2] and 3");
    }

    /** Words and names of a stranger are bounded, for a whole batch would wait for them. */
    @Test
    void refusesTextsAndStatesThatAreTooLong() {
        byte[] prompt = question().text("prompt", "a ".repeat(5_001)).encode();
        byte[] robot = question().text("fleetrl/robot", "r".repeat(201)).encode();
        byte[] state = new OpenpiMap.Builder()
                .array("observation/state", NdArray.bytes(new byte[65_537], 65_537))
                .encode();

        assertThatThrownBy(() -> OpenpiQuestion.decode(prompt))
                .hasMessage("'prompt' has 10002 letters, must have at most 10000");
        assertThatThrownBy(() -> OpenpiQuestion.decode(robot))
                .hasMessage("'fleetrl/robot' has 201 letters, must have at most 200");
        assertThatThrownBy(() -> OpenpiQuestion.decode(state))
                .hasMessage("'observation/state' must be at most 65536 numbers, not 65537");
    }

    @Test
    void refusesAStateThatIsNotFinite() {
        byte[] frame = new OpenpiMap.Builder()
                .array("observation/state", NdArray.floats(Vec.of(0, Float.NEGATIVE_INFINITY), 2))
                .encode();

        assertThatThrownBy(() -> OpenpiQuestion.decode(frame))
                .hasMessage("'observation/state' is -Infinity at element 1, must be finite");
    }

    @Test
    void carriesTheInitialNoise() {
        byte[] frame = question().array("fleetrl/noise", TWO_ACTIONS).encode();

        assertThat(OpenpiQuestion.decode(frame).query().noise())
                .contains(new PolicyQuery.Noise(2, 2, Vec.of(1, 2, 3, 4)));
    }

    @Test
    void refusesNoiseThatIsNoMatrixOrNotFinite() {
        byte[] row = question()
                .array("fleetrl/noise", NdArray.floats(Vec.of(1, 2), 2))
                .encode();
        byte[] infinite = question()
                .array("fleetrl/noise", NdArray.floats(Vec.of(1, Float.NaN), 1, 2))
                .encode();

        assertThatThrownBy(() -> OpenpiQuestion.decode(row))
                .hasMessage("'fleetrl/noise' must have shape [H, A], not [2]");
        assertThatThrownBy(() -> OpenpiQuestion.decode(infinite))
                .hasMessage("'fleetrl/noise' is NaN at element 1, must be finite");
    }

    @Test
    void carriesTheWishForAChoice() {
        byte[] frame = question()
                .integer("fleetrl/candidates", 4)
                .number("fleetrl/choice_beta", 0)
                .encode();

        assertThat(OpenpiQuestion.decode(frame).query().choice())
                .isEqualTo(new Choice.Wish(OptionalInt.of(4), Optional.of(0.0)));
        assertThat(OpenpiQuestion.decode(question().encode()).query().choice()).isEqualTo(Choice.Wish.NONE);
    }

    @Test
    void refusesAChoiceThatCannotBe() {
        for (long count : new long[] {-1, 0, 17, (1L << 32) + 1}) {
            byte[] frame = question().integer("fleetrl/candidates", count).encode();
            assertThatThrownBy(() -> OpenpiQuestion.decode(frame)).hasMessageContaining("is not within 1 to 16");
        }
        byte[] cold = question().number("fleetrl/choice_beta", -1).encode();
        assertThatThrownBy(() -> OpenpiQuestion.decode(cold)).hasMessage("choice beta -1.0 must be 0 or more");
        byte[] both = question()
                .integer("fleetrl/candidates", 2)
                .array("fleetrl/noise", TWO_ACTIONS)
                .encode();
        assertThatThrownBy(() -> OpenpiQuestion.decode(both))
                .hasMessage("'fleetrl/noise' is that of one chunk; leave it out, or 'fleetrl/candidates'");
    }

    @Test
    void refusesAPictureOfFractions() {
        byte[] frame = question()
                .array("observation/third", NdArray.floats(Vec.of(new float[12]), 2, 2, 3))
                .encode();

        assertThatThrownBy(() -> OpenpiQuestion.decode(frame))
                .hasMessage(
                        "'observation/third' is a picture of <f4; send |u1, 0 to 255, as image_tools.convert_to_uint8 does");
    }

    @Test
    void passesOverWhatNobodyAskedFor() {
        byte[] frame = question()
                .array("observation/force", NdArray.floats(Vec.of(1, 2, 3), 3))
                .map("extra", new OpenpiMap.Builder().text("a", "b"))
                .encode();

        assertThat(OpenpiQuestion.decode(frame).query().pictures()).isEmpty();
    }

    private static OpenpiMap.Builder question() {
        return new OpenpiMap.Builder().array("observation/state", NdArray.floats(Vec.of(0), 1));
    }
}
