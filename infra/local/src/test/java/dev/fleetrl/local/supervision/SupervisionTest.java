package dev.fleetrl.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Figure;
import dev.fleetrl.controller.allocation.operators.AllocationPolicy;
import dev.fleetrl.controller.allocation.operators.FifoSla;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Half an hour of twenty robots and two people. */
class SupervisionTest {
    private static final FleetModel SMALL = FleetModel.STANDARD.with(20, 2, 1800);
    private static final FifoSla FIFO = new FifoSla(60);
    private static final AllocationPolicy NOBODY = (open, now, random) -> List.of();

    @Test
    void withoutPeopleEveryRobotIsStuckInTheEndOfSeed1() {
        Supervision.Result alone = Supervision.run(SMALL, NOBODY, 1);
        Supervision.Result helped = Supervision.run(SMALL, FIFO, 1);

        assertThat(alone.humanSeconds()).isZero();
        assertThat(alone.blockedShare()).isGreaterThan(0.3);
        assertThat(helped.blockedShare()).isLessThan(0.1);
        assertThat(helped.successes()).isGreaterThan(alone.successes());
        assertThat(helped.humanSeconds()).isBetween(1L, 2 * 1800L);
        assertThat(helped.visits()).isGreaterThan(helped.inVain());
    }

    @Test
    void equalSeedsGiveEqualResultsAndOthersDoNot() {
        assertThat(Supervision.run(SMALL, FIFO, 5)).isEqualTo(Supervision.run(SMALL, FIFO, 5));
        assertThat(Supervision.run(SMALL, FIFO, 5)).isNotEqualTo(Supervision.run(SMALL, FIFO, 6));
    }

    /** Six people are too few to keep twenty robots of this kind waiting, one is not enough. */
    @Test
    void waitsGrowWhereThereAreFewerPeopleInSeed2() {
        assertThat(Supervision.run(SMALL.with(20, 1, 1800), FIFO, 2).waited(0.95))
                .isGreaterThan(Supervision.run(SMALL.with(20, 6, 1800), FIFO, 2).waited(0.95));
    }

    @Test
    void theBenchReportsEachPolicyBesideBothRandomControls() {
        List<Figure> figures = AllocationBench.run(SMALL, 2);

        assertThat(figures)
                .extracting(Figure::metric)
                .contains(
                        "random, return on human effort",
                        "CUR, wait p95",
                        "CUR to random, lower bound",
                        "ASA_GREEDY to any robot at random, return");
        assertThat(figures).allSatisfy(figure -> assertThat(figure.value()).isFinite());
    }
}
