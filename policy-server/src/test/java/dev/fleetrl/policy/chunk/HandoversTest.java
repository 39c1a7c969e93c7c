package dev.fleetrl.policy.chunk;

import static dev.fleetrl.policy.chunk.SourceKind.CORRECTION;
import static dev.fleetrl.policy.chunk.SourceKind.DEMONSTRATION;
import static dev.fleetrl.policy.chunk.SourceKind.HOLD;
import static dev.fleetrl.policy.chunk.SourceKind.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Vec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HandoversTest {
    @Test
    void takeAwayTheStepsThatWereCutOff() {
        assertThat(owners(POLICY, POLICY, HOLD, CORRECTION, CORRECTION, CORRECTION, HOLD, POLICY, POLICY))
                .containsExactly(POLICY, HOLD, HOLD, CORRECTION, CORRECTION, HOLD, HOLD, POLICY, POLICY);
    }

    @Test
    void keepAPersonsFirstStepWhichShowsTheDecision() {
        assertThat(owners(POLICY, CORRECTION, CORRECTION, POLICY)).containsExactly(HOLD, CORRECTION, HOLD, POLICY);
    }

    @Test
    void leaveTheEndOfAnEpisodeAndDemonstrationsAlone() {
        assertThat(owners(HOLD, CORRECTION, CORRECTION)).containsExactly(HOLD, CORRECTION, CORRECTION);
        assertThat(owners(DEMONSTRATION, DEMONSTRATION)).containsExactly(DEMONSTRATION, DEMONSTRATION);
    }

    private static List<SourceKind> owners(SourceKind... sources) {
        List<Acted> episode =
                Stream.of(sources).map(source -> new Acted(Vec.of(1), source)).toList();
        return Handovers.unowned(episode).stream().map(Acted::source).toList();
    }
}
