package dev.fleetrl.controller.registry;

import static dev.fleetrl.controller.Fixtures.PICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.FleetRequest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRecord;
import dev.fleetrl.contracts.RoundRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final RoundId ROUND = new RoundId("round-1");
    private static final PolicyVersion VERSION = new PolicyVersion("v2");

    private final Rounds rounds = new Rounds();

    @Test
    void knowsWhichRoundMakesAVersionUnlessItFailed() {
        List<CollectionId> collections = List.of(new CollectionId("demos"));
        RoundRequest request = new RoundRequest(
                ROUND, PICK, VERSION, Optional.empty(), collections, "sft", Optional.empty(), 1, 1, Map.of(), false);
        assertThat(rounds.making(VERSION)).isEmpty();

        rounds.replay(new FleetRequest.Retrain(request, 0));
        assertThat(rounds.making(VERSION)).contains(ROUND);
        assertThat(rounds.making(new PolicyVersion("v3"))).isEmpty();

        rounds.replay(new RoundRecord.Failed(ROUND, "no episodes"));
        assertThat(rounds.making(VERSION)).isEmpty();
    }
}
