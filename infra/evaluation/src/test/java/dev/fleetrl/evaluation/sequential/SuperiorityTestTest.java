package dev.fleetrl.evaluation.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuperiorityTestTest {
    private static final Block WIN = Block.pair(true, false);
    private static final Block BOTH = Block.pair(true, true);
    private static final Block NEITHER = Block.pair(false, false);
    private static final Block ONE_TO_FOUR = new Block(1, 1, 2, 4);

    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of(List.of(WIN, WIN, WIN, WIN, WIN), List.of(.5754, 1.3863, 2.3263, 3.3480, 4.4259)),
                Arguments.of(List.of(BOTH, WIN, NEITHER, BOTH, WIN), List.of(-.1178, .3522, .0645, -.0532, .4576)),
                Arguments.of(List.of(ONE_TO_FOUR, ONE_TO_FOUR, ONE_TO_FOUR), List.of(.3569, .7359, 1.1476)));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void growsAsComputedByHand(List<Block> blocks, List<Double> logs) {
        SuperiorityTest test = SuperiorityTest.start();
        for (int i = 0; i < blocks.size(); i++) {
            test = test.after(blocks.get(i));
            assertThat(test.evidence().forLog()).as("block %d", i + 1).isCloseTo(logs.get(i), within(0.00005));
        }
    }

    @Test
    void promotesAtTheFourthWin() {
        SuperiorityTest third = SuperiorityTest.start().after(WIN).after(WIN).after(WIN);

        assertThat(third.decision(0.05)).isEqualTo(Decision.UNDECIDED);
        assertThat(third.after(WIN).decision(0.05)).isEqualTo(Decision.PROMOTE);
        assertThat(third.after(WIN).evidence().pValue()).isCloseTo(Math.exp(-3.3480), within(0.00001));
    }

    @Test
    void rollsBackWhereTheRolesAreSwapped() {
        Block loss = Block.pair(false, true);
        SuperiorityTest test = SuperiorityTest.start();
        for (int i = 0; i < 4; i++) {
            test = test.after(loss);
        }

        assertThat(test.evidence().againstLog()).isCloseTo(3.3480, within(0.00005));
        assertThat(test.decision(0.05)).isEqualTo(Decision.ROLLBACK);
    }

    @Test
    void learnsButDoesNotBetOnABlockOfOneVersion() {
        SuperiorityTest test = SuperiorityTest.start().after(new Block(3, 4, 0, 0));

        assertThat(test.evidence()).isEqualTo(Evidence.NONE);
        assertThat(test.seen().canarySuccesses()).isEqualTo(3);
    }

    @ParameterizedTest(name = "both {0}")
    @ValueSource(doubles = {.5, .8, .9})
    void promotesAnEqualSeldomHoweverOftenOneLooks(double rate) {
        assertThat(Pairs.promotions(SuperiorityTest.start(), rate, rate).share())
                .isBetween(0.01, 0.05);
    }

    @ParameterizedTest(name = "{1} against {0}")
    @CsvSource({".5, .7, 91", ".65, .9, 35", ".7, .9, 53"})
    void promotesTheBetterInTime(double baseline, double canary, int medianPairs) {
        Pairs.Promotions promotions = Pairs.promotions(SuperiorityTest.start(), canary, baseline);

        assertThat(promotions.share()).isGreaterThan(0.99);
        assertThat((double) promotions.medianPairs()).isCloseTo(medianPairs, within(0.15 * medianPairs));
    }

    @Test
    void refusesMoreSuccessesThanEpisodes() {
        assertThatThrownBy(() -> new Block(2, 1, 0, 1)).hasMessageContaining("canary 2 of 1");
    }

    @Test
    void refusesAnImpossibleAlpha() {
        assertThatThrownBy(() -> SuperiorityTest.start().decision(0)).hasMessageContaining("alpha");
    }
}
