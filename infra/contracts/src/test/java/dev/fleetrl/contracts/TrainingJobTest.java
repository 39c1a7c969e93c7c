package dev.fleetrl.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TrainingJobTest {
    private static final String JOB = """
            {"version":"v2","parent":"v1","snapshot":{"id":"s","task":"pick","episodes":[]},"labelRun":null,\
            "recipe":"hg-dagger","steps":10,"seed":1,"settings":{"batch":8.0}""";

    @Test
    void saysInWhichOrderItsCollectionsWereMade() throws IOException {
        String message = JOB + ",\"collections\":[\"shown\",\"practice-1\"]}";

        assertThat(read(message).collections())
                .containsExactly(new CollectionId("shown"), new CollectionId("practice-1"));
        assertThat(written(read(message))).isEqualTo(message);
    }

    @Test
    void isReadAsBeforeWhereItSaysNothingOfThem() throws IOException {
        assertThat(read(JOB + "}").collections()).isEmpty();
        assertThat(written(read(JOB + "}"))).isEqualTo(JOB + "}");
    }

    private static TrainingJob read(String json) throws IOException {
        return Codec.JSON.decode(TrainingJob.class, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String written(TrainingJob job) {
        return new String(Codec.JSON.encode(TrainingJob.class, job), StandardCharsets.UTF_8);
    }
}
