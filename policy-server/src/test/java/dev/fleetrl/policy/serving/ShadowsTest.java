package dev.fleetrl.policy.serving;

import static dev.fleetrl.policy.serving.ScriptedServer.SHIFTED;
import static dev.fleetrl.policy.serving.ScriptedServer.V1;
import static dev.fleetrl.policy.serving.ScriptedServer.join;
import static dev.fleetrl.policy.serving.ScriptedServer.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.serving.ScriptedServer.Client;
import dev.fleetrl.policy.shadow.ShadowMirror;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShadowsTest {
    private static final long LIMIT_SECONDS = 10;

    private final ScriptedServer server = new ScriptedServer();

    ShadowsTest() throws Exception {}

    @AfterEach
    void close() {
        server.close();
    }

    /** Of two actions, one is a half more; the robot hears of the baseline's alone. */
    @Test
    void areAskedWhatTheBaselineWasAndAnswerNobody() throws Exception {
        server.register(SHIFTED);
        join(server.verticle().shadow(SHIFTED, V1, 2));
        Client client = server.new Client();
        client.next();

        for (int i = 0; i < 4; i++) {
            client.ask(question(V1));
            assertThat(client.next().array("actions")).contains(NdArray.floats(Vec.of(3, 0), 1, 2));
        }

        ShadowMirror.Summary summary = awaitQuestions(2);
        assertThat(summary.failures()).isZero();
        assertThat(summary.meanDifference()).isEqualTo(0.25);
    }

    @Test
    void endWhenTheyAreToldTo() throws Exception {
        server.register(SHIFTED);
        join(server.verticle().shadow(SHIFTED, V1, 1));

        server.verticle().endShadow(SHIFTED);

        assertThat(join(server.verticle().shadows())).isEmpty();
    }

    private ShadowMirror.Summary awaitQuestions(long questions) throws Exception {
        long limitNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        List<ShadowMirror.Summary> summaries = join(server.verticle().shadows());
        while (summaries.get(0).questions() < questions && System.nanoTime() < limitNanos) {
            summaries = join(server.verticle().shadows());
        }
        assertThat(summaries.get(0).questions()).isEqualTo(questions);
        return summaries.get(0);
    }
}
