package dev.fleetrl.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
    private static final Step CORRECTED_STEP = new Step(
            3,
            1_700_000_000_000L,
            new Observation(List.of(new Frame("third", Bytes.of(new byte[] {1, 2}))), Vec.of(0.1f, 0.9f)),
            Vec.of(0f, 1f),
            Vec.of(),
            new ActionSource.Correction(new OperatorId("ada")),
            ChunkPosition.NONE,
            1,
            List.of());
    private static final NumberedEvent NUMBERED = new NumberedEvent(
            new RobotId("robot-1"), 42, new EpisodeEvent.Stepped(new EpisodeId("ep-7"), CORRECTED_STEP));

    static List<Codec> codecs() {
        return List.of(Codec.JSON, Codec.CBOR);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void decodesWhatItEncoded(Codec codec) throws Exception {
        byte[] bytes = codec.encode(NumberedEvent.class, NUMBERED);

        assertThat(codec.decode(NumberedEvent.class, bytes)).isEqualTo(NUMBERED);
    }

    /** Pins the wire format: a robot in the field may be older than the controller. */
    @Test
    void correctedStepLooksLikeThisOnTheWire() {
        assertThat(new String(Codec.JSON.encode(NumberedEvent.class, NUMBERED), UTF_8))
                .isEqualTo("{\"robot\":\"robot-1\",\"number\":42,\"event\":{\"event\":\"stepped\",\"episode\":\"ep-7\","
                        + "\"step\":{\"index\":3,\"atMillis\":1700000000000,\"observation\":{\"frames\":["
                        + "{\"camera\":\"third\",\"jpeg\":\"AQI=\"}],\"proprioception\":[0.1,0.9]},"
                        + "\"action\":[0.0,1.0],\"policyAction\":[],"
                        + "\"source\":{\"source\":\"correction\",\"operator\":\"ada\"},"
                        + "\"chunk\":{\"chunk\":-1,\"index\":-1},\"stage\":1,\"review\":[]}}}");
    }

    @Test
    void writesWhatIsAbsentAsNull() throws Exception {
        Authority free = new Authority(ControlMode.HOLD, Optional.empty(), 4, "hand-back");

        byte[] bytes = Codec.JSON.encode(Authority.class, free);

        assertThat(new String(bytes, UTF_8))
                .isEqualTo("{\"mode\":\"HOLD\",\"holder\":null,\"epoch\":4,\"reason\":\"hand-back\"}");
        assertThat(Codec.JSON.decode(Authority.class, bytes)).isEqualTo(free);
    }

    @Test
    void writesWhatTheGuardDidOnlyWhereItDidAnything() throws Exception {
        Step cut = new Step(
                0,
                9,
                CORRECTED_STEP.observation(),
                Vec.of(),
                Vec.of(),
                new ActionSource.Hold(),
                ChunkPosition.NONE,
                0,
                List.of(),
                List.of("speed"));

        String json = new String(Codec.JSON.encode(Step.class, cut), UTF_8);

        assertThat(json).endsWith("\"review\":[],\"guard\":[\"speed\"]}");
        assertThat(Codec.JSON.decode(Step.class, json.getBytes(UTF_8))).isEqualTo(cut);
    }

    /** As snapshots were written before anybody could relabel. */
    @Test
    void readsASnapshotOfBefore() throws Exception {
        String before = "{\"episode\":\"e-1\",\"file\":\"f\",\"sha256\":\"00\"}";

        Snapshot.Entry entry = Codec.JSON.decode(Snapshot.Entry.class, before.getBytes(UTF_8));

        assertThat(entry.outcome()).isEmpty();
        assertThat(new String(Codec.JSON.encode(Snapshot.Entry.class, entry), UTF_8))
                .isEqualTo(before);
    }

    /** As agents wrote them before robots of metal were reset and judged. */
    @Test
    void readsEpisodesOfBefore() throws Exception {
        String closed = "{\"event\":\"closed\",\"episode\":\"e-1\","
                + "\"ending\":{\"outcome\":\"FAILURE\",\"reason\":\"time-out\",\"source\":\"ENVIRONMENT\"},"
                + "\"steps\":120,\"atMillis\":9}";

        EpisodeEvent event = Codec.JSON.decode(EpisodeEvent.class, closed.getBytes(UTF_8));

        assertThat(((EpisodeEvent.Closed) event).labelMillis()).isEmpty();
        assertThat(new String(Codec.JSON.encode(EpisodeEvent.class, event), UTF_8))
                .isEqualTo(closed);
    }

    @Test
    void writesHowLongAnEpisodeWaitedForItsLabel() throws Exception {
        Ending ending = new Ending(Outcome.SUCCESS, "operator", OutcomeSource.HUMAN);
        EpisodeEvent event = new EpisodeEvent.Closed(new EpisodeId("e-1"), ending, 120, 9, Optional.of(2000L));

        byte[] bytes = Codec.CBOR.encode(EpisodeEvent.class, event);

        assertThat(Codec.CBOR.decode(EpisodeEvent.class, bytes)).isEqualTo(event);
        assertThat(new String(Codec.JSON.encode(EpisodeEvent.class, event), UTF_8))
                .endsWith("\"steps\":120,\"atMillis\":9,\"labelMillis\":2000}");
    }

    @Test
    void rejectsFieldsItDoesNotKnow() {
        byte[] misspelt = "{\"robot\":\"r\",\"upTo\":1,\"upTwo\":2}".getBytes(UTF_8);

        assertThatThrownBy(() -> Codec.JSON.decode(Stored.class, misspelt)).hasMessageContaining("upTwo");
    }

    @Test
    void rejectsMissingFields() {
        byte[] truncated = "{\"robot\":\"r\"}".getBytes(UTF_8);

        assertThatThrownBy(() -> Codec.JSON.decode(Stored.class, truncated)).hasMessageContaining("upTo");
    }

    @Test
    void rejectsIdsThatCannotStandInATopicOrAFileName() {
        for (String bad : List.of("", "a/b", "../x", "#", "+", "a b")) {
            assertThatThrownBy(() -> new RobotId(bad)).hasMessageContaining("RobotId");
        }
    }
}
