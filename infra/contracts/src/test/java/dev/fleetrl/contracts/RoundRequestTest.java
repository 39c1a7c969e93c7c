package dev.fleetrl.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundRequestTest {
    private static final TaskId PICK = new TaskId("pick");
    private static final TaskId SORT = new TaskId("sort");
    private static final String BEFORE_SEVERAL = round("\"pick\"");

    private static String round(String task) {
        return "{\"id\":\"r\",\"task\":" + task + ",\"version\":\"v\",\"parent\":null,\"collections\":[\"c\"],"
                + "\"recipe\":\"sft\",\"labels\":null,\"steps\":2,\"seed\":1,\"settings\":{},\"publish\":true}";
    }

    @Test
    void readsAndWritesOneTaskAsItEverWas() throws IOException {
        RoundRequest request = read(BEFORE_SEVERAL);

        assertThat(request)
                .isEqualTo(new RoundRequest(
                        new RoundId("r"),
                        PICK,
                        new PolicyVersion("v"),
                        Optional.empty(),
                        List.of(new CollectionId("c")),
                        "sft",
                        Optional.empty(),
                        2,
                        1,
                        Map.of(),
                        true));
        assertThat(written(request)).isEqualTo(BEFORE_SEVERAL);
    }

    @Test
    void namesSeveralTasksInAList() throws IOException {
        String several = round("[\"pick\",\"sort\"]");

        assertThat(read(several).tasks()).containsExactly(PICK, SORT);
        assertThat(written(read(several))).isEqualTo(several);
    }

    @Test
    void refusesNoTaskAndOneTwice() {
        assertThatThrownBy(() -> read(round("[]"))).hasMessageContaining("task must name at least one task");
        assertThatThrownBy(() -> read(round("[\"pick\",\"pick\"]")))
                .hasMessageContaining("none twice, not [pick, pick]");
    }

    @Test
    void takesTheLabelsOfAnotherRunInPlaceOfItsOwn() throws IOException {
        RoundRequest request = read(round("\"pick\"")).withLabelsOf(new LabelRunId("recap-1"));

        assertThat(written(request)).endsWith(",\"publish\":true,\"labelsOf\":\"recap-1\"}");
        assertThat(read(written(request))).isEqualTo(request);
        String both = written(request).replace("\"labels\":null", "\"labels\":{\"newestPractice\":\"p\"}");
        assertThatThrownBy(() -> read(both)).hasMessageContaining("name either it or labels");
    }

    @Test
    void hasASnapshotThatIsReadAsBefore() throws IOException {
        String before = "{\"id\":\"s\",\"task\":\"pick\",\"episodes\":[]}";
        Snapshot snapshot = Codec.JSON.decode(Snapshot.class, before.getBytes(StandardCharsets.UTF_8));

        assertThat(snapshot.tasks()).containsExactly(PICK);
        assertThat(new String(Codec.JSON.encode(Snapshot.class, snapshot), StandardCharsets.UTF_8))
                .isEqualTo(before);
    }

    private static RoundRequest read(String json) throws IOException {
        return Codec.JSON.decode(RoundRequest.class, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String written(RoundRequest request) {
        return new String(Codec.JSON.encode(RoundRequest.class, request), StandardCharsets.UTF_8);
    }
}
