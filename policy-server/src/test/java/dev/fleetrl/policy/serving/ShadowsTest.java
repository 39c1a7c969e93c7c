package dev.fleetrl.policy.serving;

import static dev.fleetrl.policy.serving.ScriptedServer.SHIFTED;
import static dev.fleetrl.policy.serving.ScriptedServer.V1;
import static dev.fleetrl.policy.serving.ScriptedServer.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.serving.ScriptedServer.Client;
import java.util.Optional;
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

    private static ModelRecord.Staged staged(RolloutStage stage, long atMillis) {
        return new ModelRecord.Staged(SHIFTED, new TaskId("pick"), stage, V1, "test", atMillis);
    }

    /** Of two actions, one is a half more; the robot hears of the baseline's alone. */
    @Test
    void areAskedWhatTheBaselineWasAndAnswerNobody() throws Exception {
        server.register(SHIFTED);
        server.tell(staged(RolloutStage.SHADOW, 7));
        Client client = server.new Client();
        client.next();
        ModelRecord.Shadowed told = askUntilTold(client);

        assertThat(told.questions()).isPositive();
        assertThat(told.since()).isEqualTo(7);
        assertThat(told.failures()).isZero();
        assertThat(told.difference()).isEqualTo(0.25);
    }

    private ModelRecord.Shadowed askUntilTold(Client client) throws Exception {
        long limitNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        Optional<ModelRecord.Shadowed> told = Optional.empty();
        while (told.isEmpty() && System.nanoTime() < limitNanos) {
            client.ask(question(V1));
            assertThat(client.next().array("actions")).contains(NdArray.floats(Vec.of(3, 0), 1, 2));
            told = server.told(ModelRecord.Shadowed.class);
        }
        return told.orElseThrow();
    }

    @Test
    void endWithTheirStage() throws Exception {
        server.register(SHIFTED);
        server.tell(staged(RolloutStage.SHADOW, 7));
        Client client = server.new Client();
        client.next();
        var unused = askUntilTold(client);
        server.tell(staged(RolloutStage.CANARY, 9));

        assertThat(server.awaitStatus(status -> !status.contains("\"shadow\""))).contains("\"shadows\":[]");
    }

    /** openpi knows no episodes: its client has to come again, and never gets another version unawares. */
    @Test
    void areNotAnsweredAnyMoreOnceTheyWereTakenBack() throws Exception {
        server.register(SHIFTED);
        server.publish(SHIFTED);
        Client client = server.new Client();
        client.next();
        client.ask(ScriptedServer.question());
        assertThat(client.next().text("fleetrl/policy_version")).contains("shifted");
        server.tell(staged(RolloutStage.SHADOW, 7));
        server.tell(staged(RolloutStage.ROLLED_BACK, 9));
        server.tell(new ModelRecord.Published(V1, new TaskId("pick"), 10));

        client.ask(ScriptedServer.question());

        assertThat(client.closeCode()).isEqualTo((short) 1013);
        Client again = server.new Client();
        again.next();
        again.ask(ScriptedServer.question());
        assertThat(again.next().text("fleetrl/policy_version")).contains("v1");
    }
}
