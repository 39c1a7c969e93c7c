package dev.fleetrl.local.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.local.study.RoundBench.Stage;
import dev.fleetrl.local.study.virtual.Cost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundBenchTest {
    private static final Map<Stage, Cost> SPENT = Map.of(Stage.POLICY, new Cost(120, 230));

    private static List<Figure> figures(int practice, double seconds) {
        return RoundBench.figures(new RoundBench.Sizes(15, 4800, practice, 450, 600, 2500, 200), SPENT, seconds);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "labels: reading, LABELS",
        "labels: training, LABELS",
        "labels: scoring, LABELS",
        "labels: decoding for the critic, CRITIC",
        "labels: training the critic, CRITIC",
        "labels: scoring progress, CRITIC",
        "training recap, POLICY"
    })
    void tellsApartWhatARoundIsDoing(String doing, Stage stage) {
        assertThat(Stage.ofRound(doing)).isEqualTo(stage);
    }

    @Test
    void holdsAWholeRoundAgainstEightMinutes() {
        assertThat(figures(300, 481))
                .filteredOn(figure -> figure.target().isPresent())
                .singleElement()
                .satisfies(figure -> assertThat(figure.met()).hasValue(false));
        assertThat(figures(300, 480))
                .anySatisfy(figure -> assertThat(figure.met()).hasValue(true));
    }

    @Test
    void holdsASmallerRoundAgainstNothing() {
        assertThat(figures(299, 10))
                .allSatisfy(figure -> assertThat(figure.target()).isEmpty());
    }
}
