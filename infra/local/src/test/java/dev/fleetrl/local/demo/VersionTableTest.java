package dev.fleetrl.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.contracts.PolicyVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionTableTest {
    private static final String THROUGHPUT = """
            {"rows": [
              {"version": "v0", "task": "pick", "cohort": "EVALUATION", "episodes": 20, "successes": 9, "successRate": 0.45,
               "successInterval": [0.26, 0.66], "throughputPerHour": 200, "throughputInterval": [100, 300],
               "interventions": 0, "correctionSteps": 0, "trainSeconds": 60, "recipe": "sft"},
              {"version": "v0", "task": "pick", "cohort": "TRAIN", "episodes": 30, "interventions": 7, "correctionSteps": 310},
              {"version": "v1", "task": "pick", "cohort": "EVALUATION", "episodes": 20, "successes": 16, "successRate": 0.8,
               "successInterval": [0.58, 0.92], "throughputPerHour": 420, "throughputInterval": null,
               "assisted": 1, "interventions": 0, "correctionSteps": 0, "trainSeconds": 30, "recipe": "recap"}]}
            """;

    private static List<VersionRow> rows() throws Exception {
        JsonNode throughput = new ObjectMapper().readTree(THROUGHPUT);
        return VersionRows.of(throughput, "pick", List.of(new PolicyVersion("v0"), new PolicyVersion("v1")));
    }

    /** 16/20 against 9/20 is Newcombe's textbook pair: [0.050, 0.576]. */
    @Test
    void comparesEachVersionWithTheBase() throws Exception {
        List<VersionRow> rows = rows();

        assertThat(rows.get(0).differenceToBase()).isEmpty();
        assertThat(rows.get(1).differenceToBase().orElseThrow()).isBetween(0.3499, 0.3501);
        List<Double> interval = rows.get(1).differenceInterval().orElseThrow();
        assertThat(interval.get(0)).isBetween(0.049, 0.051);
        assertThat(interval.get(1)).isBetween(0.575, 0.577);
    }

    @Test
    void takesSuccessFromTheEvaluationAndInterventionsFromThePractice() throws Exception {
        VersionRow base = rows().get(0);

        assertThat(base.successes()).isEqualTo(9);
        assertThat(base.successInterval()).containsExactly(0.26, 0.66);
        assertThat(base.interventions()).isEqualTo(7);
        assertThat(base.correctionSteps()).isEqualTo(310);
    }

    @Test
    void saysWhatItCannotKnow() throws Exception {
        assertThat(rows().get(1).throughputInterval()).isEqualTo(Optional.empty());
        assertThat(rows().get(1).assisted()).isEqualTo(1);
        assertThat(VersionTable.of(rows()).lines().toList().get(2))
                .contains("420 [-]")
                .contains("+35 points [+5, +58]")
                .containsPattern(" - +- +30$");
    }
}
