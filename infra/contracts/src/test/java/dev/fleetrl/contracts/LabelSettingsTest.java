package dev.fleetrl.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSettingsTest {
    private static final CollectionId PRACTICE = new CollectionId("practice-1");

    @Test
    void readsALogFromBeforeMostSettingsExisted() throws IOException {
        String old = "{\"lookaheadSeconds\":2.0,\"failureCost\":1.0,\"positiveFraction\":0.3,"
                + "\"newestPractice\":\"practice-1\",\"truncateAtTakeover\":true,\"valueSteps\":7,\"seed\":3}";

        assertThat(read(LabelSettings.class, old))
                .isEqualTo(LabelSettings.fineTuning(PRACTICE)
                        .lookaheadSeconds(2)
                        .positiveFraction(0.3)
                        .truncateAtTakeover(true)
                        .valueSteps(7)
                        .seed(3)
                        .settings());
    }

    @Test
    void readsAnAnswerFromBeforeFlags() throws IOException {
        String old = "{\"record\":\"finished\",\"run\":\"r\",\"epsilon\":0.01,\"positiveBySource\":{\"policy\":0.4},"
                + "\"metrics\":{},\"seconds\":2.0}";

        LabelRecord.Finished answer = (LabelRecord.Finished) read(LabelRecord.class, old);

        assertThat(answer.positiveBySource()).isEqualTo(Map.of("policy", 0.4));
        assertThat(answer.flags()).isEmpty();
    }

    @Test
    void survivesTheWire() throws IOException {
        LabelSettings settings = LabelSettings.preTraining()
                .leastAdvantage(0.02)
                .pool(LabelSettings.Pool.EPISODES)
                .valueTarget(LabelSettings.Target.HL_GAUSS)
                .criticSteps(5)
                .parent(new LabelRunId("pre"))
                .settings();

        assertThat(Codec.CBOR.decode(LabelSettings.class, Codec.CBOR.encode(LabelSettings.class, settings)))
                .isEqualTo(settings);
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LabelSettings.fineTuning(PRACTICE).positiveFraction(1.5).settings())
                .withMessage("labels: positiveFraction must be between 0 and 1, not 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelSettings.fineTuning().settings())
                .withMessage("labels: newestPractice must name the collections of the newest practice when fine-tuning,"
                        + " not []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelSettings.preTraining()
                        .parent(new LabelRunId("a"))
                        .valuesOf(new LabelRunId("b"))
                        .settings())
                .withMessageContaining("valuesOf trains nothing");
    }

    @Test
    void refusesAMessageThatCannotBeMeant() {
        assertThatThrownBy(() -> read(LabelSettings.class, "{\"newestPractice\":[\"p\"],\"valueSteps\":0}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("labels: valueSteps must be at least 1, not 0");
        assertThatThrownBy(() -> read(LabelSettings.class, "{\"newestPractice\":[\"p\"],\"valuSteps\":5}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("valuSteps");
    }

    private static <M> M read(Class<M> type, String json) throws IOException {
        return Codec.JSON.decode(type, json.getBytes(StandardCharsets.UTF_8));
    }
}
