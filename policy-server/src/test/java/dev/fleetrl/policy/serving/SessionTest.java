package dev.fleetrl.policy.serving;

import static dev.fleetrl.policy.serving.ScriptedServer.ELSEWHERE;
import static dev.fleetrl.policy.serving.ScriptedServer.SLOW;
import static dev.fleetrl.policy.serving.ScriptedServer.V1;
import static dev.fleetrl.policy.serving.ScriptedServer.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.embodiment.Embodiments;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import dev.fleetrl.policy.serving.ScriptedServer.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Robots that the server has no time for, or no version yet; and which version they are answered by. */
class SessionTest {
    private final ScriptedServer server = new ScriptedServer();

    SessionTest() throws Exception {}

    @AfterEach
    void close() {
        server.close();
    }

    /** Its one worker is busy; who says when an answer is of use is told that it will not be, and may ask again. */
    @Test
    void turnsAwayWithoutAFarewellWhoNamesADeadline() throws Exception {
        server.holds.set(true);
        Client first = server.new Client();
        first.next();
        first.ask(question(V1));
        server.awaitStarted();
        Client second = server.new Client();
        second.next();

        second.ask(question(V1).integer("fleetrl/request", 7).integer("fleetrl/deadline_ms", 1));

        OpenpiMap busy = second.next();
        assertThat(busy.text("fleetrl/busy")).contains("busy: the answer would come too late; ask again");
        assertThat(busy.integer("fleetrl/request")).contains(7L);
        assertThat(busy.keys()).doesNotContain("actions");
        server.release.countDown();
        second.ask(question(V1));
        assertThat(second.next().array("actions")).isPresent();
    }

    /** Eight may wait; the ninth of the same client is one too many, and it knows errors only. */
    @Test
    void endsTheConnectionOfAStockClientThatItHasNoTimeFor() throws Exception {
        server.holds.set(true);
        Client first = server.new Client();
        first.next();
        first.ask(question(V1));
        server.awaitStarted();
        for (int i = 0; i < 8; i++) {
            Client waiting = server.new Client();
            waiting.next();
            waiting.ask(question(V1));
        }
        Client last = server.new Client();
        last.next();
        last.ask(question(V1));

        assertThat(last.line()).isEqualTo("busy: too many questions wait; ask again");
        assertThat(last.closeCode()).isEqualTo((short) 1013);
    }

    /** Another version loads for as long as the test wants. */
    @Test
    void answersWhileAnotherVersionLoads() throws Exception {
        server.register(SLOW);
        Client patient = server.new Client();
        patient.next();
        patient.ask(question(SLOW));
        Client hurried = server.new Client();
        hurried.next();
        hurried.ask(question(SLOW).integer("fleetrl/deadline_ms", 1));

        assertThat(hurried.next().text("fleetrl/busy")).contains("busy: policy slow is still being loaded; ask again");
        hurried.ask(question(V1));
        assertThat(hurried.next().text("fleetrl/policy_version")).contains("v1");

        server.loaded.countDown();
        assertThat(patient.next().text("fleetrl/policy_version")).contains("slow");
    }

    /** Neither its loading nor its answer comes before the end; there is one thread for networks that load, and one for those that answer. */
    @Test
    void answersWhileAServerElsewhereHangs() throws Exception {
        server.register(ELSEWHERE);
        PolicyVersion v2 = new PolicyVersion("v2");
        server.register(v2);
        Client ours = server.new Client();
        ours.next();
        ours.ask(question(v2));
        assertThat(ours.next().text("fleetrl/policy_version")).contains("v2");

        server.loaded.countDown();
        List<Client> theirs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Client client = server.new Client();
            client.next();
            client.ask(question(ELSEWHERE));
            theirs.add(client);
        }
        server.awaitStarted();
        ours.ask(question(V1));
        assertThat(ours.next().text("fleetrl/policy_version")).contains("v1");

        server.release.countDown();
        for (Client client : theirs) {
            assertThat(client.next().text("fleetrl/policy_version")).contains("elsewhere");
        }
    }

    /** Three connections, room for two versions. */
    @Test
    void keepsNoVersionLoadedForWhoAsksNothing() throws Exception {
        try (ScriptedServer impatient =
                new ScriptedServer(new Door(Optional.empty(), 10, 1, 16, Embodiments.shipped()))) {
            List<Client> clients = new ArrayList<>();
            for (String name : List.of("v1", "v2", "v3")) {
                PolicyVersion version = new PolicyVersion(name);
                impatient.register(version);
                Client client = impatient.new Client();
                clients.add(client);
                client.next();
                client.ask(question(version));
                assertThat(client.next().text("fleetrl/policy_version")).contains(name);
            }

            Pattern two = Pattern.compile("\"warm\":\\[\"v.\",\"v.\"]");
            assertThat(impatient.awaitStatus(two.asPredicate())).containsPattern(two);

            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).ask(question());
                assertThat(clients.get(i).next().text("fleetrl/policy_version")).contains("v" + (i + 1));
            }
        }
    }

    /** Who names no version stays with the one that it began with; who comes later gets the newer one. */
    @Test
    void changesNoVersionWithinAConnection() throws Exception {
        PolicyVersion v2 = new PolicyVersion("v2");
        server.register(v2);
        server.publish(V1);
        var question = new OpenpiMap.Builder().array("observation/state", NdArray.floats(Vec.of(1, 2), 2));
        Client client = server.new Client();
        client.next();
        client.ask(question);
        assertThat(client.next().text("fleetrl/policy_version")).contains("v1");

        server.publish(v2);

        client.ask(question);
        assertThat(client.next().text("fleetrl/policy_version")).contains("v1");
        Client later = server.new Client();
        assertThat(later.next().text("fleetrl/policy_version")).contains("v2");
        later.ask(question);
        assertThat(later.next().text("fleetrl/policy_version")).contains("v2");
    }
}
