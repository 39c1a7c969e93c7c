package dev.fleetrl.local.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.local.study.report.Generalisation.Result;
import dev.fleetrl.local.study.report.Generalisation.Who;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneralisationTest {
    private static final Generalisation TRIED = new Generalisation(
            "pick",
            1,
            20,
            "recap-3",
            "a machine",
            "abc",
            List.of(
                    new Result(Who.START, Optional.empty(), 10, 20, 360),
                    new Result(Who.RECAP, Optional.empty(), 16, 20, 180),
                    result(Who.START, "vision.light.2", 9),
                    result(Who.RECAP, "vision.light.2", 16),
                    result(Who.START, "execution.position.1", 4)));

    /** Of 20, in 200 s. */
    private static Result result(Who who, String variation, int successes) {
        return new Result(who, Optional.of(Variation.parse(variation)), successes, 20, 200);
    }

    private static List<String> lines() {
        return TRIED.page("./fleetrl bench suites").lines().toList();
    }

    /** 16 of 20 to 9 of 20 is Newcombe's [.050, .576]. */
    @Test
    void comparesTheTwoPoliciesInEachScene() {
        assertThat(lines())
                .contains("| none | 0 | 20 | 50 [30, 70] | 80 [58, 92] | +30 [+1, +53] | 100 | 320 |")
                .contains("| light | 2 | 20 | 45 [26, 66] | 80 [58, 92] | +35 [+5, +58] | 162 | 288 |");
    }

    @Test
    void keepsAxesApartAndLeavesOutThoseWithoutASuite() {
        assertThat(lines())
                .filteredOn(line -> line.startsWith("##"))
                .containsExactly("## in training's scene", "## vision", "## execution");
    }

    @Test
    void saysWhatWasNotRun() {
        assertThat(lines()).contains("| position | 1 | 20 | 20 [8, 42] | not run |  | 72 |  |");
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        byte[] written = Codec.JSON.encode(Generalisation.class, TRIED);

        assertThat(Codec.JSON.decode(Generalisation.class, written)).isEqualTo(TRIED);
    }
}
