package dev.fleetrl.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VariationTest {
    private static final Variation LIGHT = new Variation(Variation.Kind.LIGHT, 2);
    private static final String PLAN = """
            {"episode":"c1-7-a0","collection":"c1","task":"pick","cohort":"EVALUATION",\
            "driver":{"source":"policy","version":"v1"},"seed":7,"pace":1.0""";

    @Test
    void isOneWordInAPlan() throws IOException {
        EpisodePlan varied = read(PLAN + ",\"variation\":\"vision.light.2\"}");

        assertThat(varied.variation()).contains(LIGHT);
        assertThat(varied.variation().get().axis()).isEqualTo(Variation.Axis.VISION);
        assertThat(new String(Codec.JSON.encode(EpisodePlan.class, varied), StandardCharsets.UTF_8))
                .isEqualTo(PLAN + ",\"variation\":\"vision.light.2\"}");
    }

    @Test
    void isLeftOutOfAPlanWithoutOne() throws IOException {
        EpisodePlan plain = read(PLAN + "}");

        assertThat(plain.variation()).isEqualTo(Optional.empty());
        assertThat(new String(Codec.JSON.encode(EpisodePlan.class, plain), StandardCharsets.UTF_8))
                .isEqualTo(PLAN + "}");
    }

    @Test
    void survivesBinaryPlansAndRequests() throws IOException {
        CollectionRequest request = new CollectionRequest(
                new CollectionId("c1"),
                new TaskId("pick"),
                Cohort.EVALUATION,
                new ActionSource.Policy(new PolicyVersion("v1")),
                20,
                1,
                0,
                Optional.of(LIGHT),
                Optional.empty());

        byte[] bytes = Codec.CBOR.encode(CollectionRequest.class, request);

        assertThat(Codec.CBOR.decode(CollectionRequest.class, bytes)).isEqualTo(request);
    }

    @Test
    void listsTheKnownOnesWhenItIsUnknown() {
        assertThatThrownBy(() -> read(PLAN + ",\"variation\":\"vision.fog.2\"}"))
                .hasMessageContaining("unknown variation 'vision.fog.2'")
                .hasMessageContaining("vision.table")
                .hasMessageContaining("execution.displacement");
        assertThatThrownBy(() -> new Variation(Variation.Kind.TABLE, 3)).hasMessageContaining("0 to 2");
    }

    @Test
    void hasTwoSeveritiesOfEachKind() {
        assertThat(Variation.all())
                .hasSize(2 * Variation.Kind.values().length)
                .allSatisfy(variation ->
                        assertThat(Variation.parse(variation.toString())).isEqualTo(variation));
    }

    private static EpisodePlan read(String json) throws IOException {
        return Codec.JSON.decode(EpisodePlan.class, json.getBytes(StandardCharsets.UTF_8));
    }
}
