package dev.fleetrl.controller.allocation.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.allocation.operators.Need.Signals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** At second 100. */
class AllocationPolicyTest {
    private static final long NOW = 100_000;
    private static final SiteId HERE = new SiteId("here");
    private static final SiteId THERE = new SiteId("there");
    private static final TaskId PICK = new TaskId("pick");
    private static final TaskId SORT = new TaskId("sort");

    private static final Need STUCK = need("stuck", 95, Signals.BLOCKED);
    private static final Need UNSURE = need("unsure", 90, new Signals(false, 0.6, 0.1, 0, 0));
    private static final Need RISKY = need("risky", 80, new Signals(false, 0.1, 0.9, 0.4, 12));
    private static final Need LESS_RISKY = need("less-risky", 70, new Signals(false, 0.1, 0.7, 0.1, 3));
    private static final Need WELL = need("well", 60, new Signals(false, 0.1, 0.2, 0, 0));
    private static final List<Need> ALL = List.of(WELL, LESS_RISKY, RISKY, UNSURE, STUCK);

    @Test
    void curHelpsWhoIsStuckThenWhoIsUnsureThenWhoIsAtRiskAndNobodyElse() {
        List<Ranked> ranking = rank(Lexicographic.cur(0.5, 0.5), ALL);

        assertThat(names(ranking)).containsExactly("stuck", "unsure", "risky", "less-risky");
        assertThat(ranking.get(2).score()).containsExactly(0.0, 0.0, 0.9);
        assertThat(ranking.get(2).reason()).isEqualTo("risk 0.90");
    }

    @Test
    void valueDropHelpsWhoseValueFellMost() {
        assertThat(names(rank(Lexicographic.valueDrop(0.2), ALL))).containsExactly("stuck", "risky");
    }

    @Test
    void progressStallHelpsWhoDoesNotGetOn() {
        assertThat(names(rank(Lexicographic.progressStall(2), ALL))).containsExactly("stuck", "risky", "less-risky");
    }

    @Test
    void fifoHelpsWhoWaitsLongest() {
        List<Ranked> ranking = rank(new FifoSla(40), ALL);

        assertThat(names(ranking)).containsExactly("well", "less-risky", "risky", "unsure", "stuck");
        assertThat(ranking.get(0).score()).containsExactly(1.0);
        assertThat(ranking.get(0).reason()).isEqualTo("waits 40 s");
    }

    /** Who is well called 40 s ago, and C.U.R. would never send anybody. */
    @Test
    void agingPutsFirstWhoHasWaitedTooLongWhateverThePolicySays() {
        AllocationPolicy policy = new Aging(Lexicographic.cur(0.5, 0.5), new FifoSla(30));

        assertThat(names(rank(policy, ALL))).containsExactly("well", "less-risky", "stuck", "unsure", "risky");
        assertThat(rank(policy, ALL)).isSorted();
    }

    /** Two are stuck in the same way: the second adds nothing; one is hardly reachable. */
    @Test
    void asaHelpsOneOfThoseWhoAreStuckAlike() {
        AllocationPolicy asa = new AsaGreedy(
                need -> need.signals().risk(),
                (a, b) -> a.equals(b)
                        ? 1
                        : Set.of("risky", "less-risky").containsAll(List.of(name(a), name(b))) ? 0.95 : 0,
                need -> need.equals(UNSURE) ? 0.1 : 1,
                0.05,
                10);

        List<Ranked> ranking = rank(asa, ALL);

        assertThat(names(ranking)).containsExactly("risky", "well");
        assertThat(ranking.get(0).score().get(0)).isCloseTo(0.9 + 0.95 * 0.7, within(1e-12));
    }

    @Test
    void asaPicksNoMoreThanThereArePeople() {
        AllocationPolicy asa = new AsaGreedy(need -> 1, (a, b) -> a.equals(b) ? 1 : 0, need -> 1, 0.05, 2);

        assertThat(rank(asa, ALL)).hasSize(2);
    }

    /** Of 4000 rankings a tenth is drawn, and in those everybody is as often first. */
    @Test
    void theRandomArmIsDrawnAsOftenAsStatedAndEvenlyFromSeed3() {
        AllocationPolicy policy = new RandomArm(Lexicographic.cur(0.5, 0.5), 0.1);
        SplittableRandom random = new SplittableRandom(3);
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 4000; i++) {
            Ranked top = policy.rank(ALL, NOW, random).get(0);
            if (top.reason().equals(RandomArm.REASON)) {
                first.merge(name(top.need()), 1, Integer::sum);
            }
        }

        assertThat(first.values().stream().mapToInt(Integer::intValue).sum()).isBetween(340, 460);
        assertThat(first)
                .hasSize(5)
                .allSatisfy((name, times) -> assertThat(times).isBetween(50, 110));
    }

    @Test
    void peopleMayHelpWithWhatTheyKnowAtTheirSites() {
        Need far = new Need(new RobotId("far"), THERE, Optional.of(PICK), 0, Signals.BLOCKED);
        Person anybody = new Person(new OperatorId("ada"), Set.of(), Set.of());
        Person here = new Person(new OperatorId("ben"), Set.of(HERE), Set.of(PICK));
        Person sorter = new Person(new OperatorId("cy"), Set.of(), Set.of(SORT));

        assertThat(List.of(anybody, here, sorter))
                .extracting(person -> person.mayHelp(STUCK))
                .containsExactly(true, true, false);
        assertThat(List.of(anybody, here, sorter))
                .extracting(person -> person.mayHelp(far))
                .containsExactly(true, false, false);
    }

    private static Need need(String robot, long sinceSecond, Signals signals) {
        return new Need(new RobotId(robot), HERE, Optional.of(PICK), sinceSecond * 1000, signals);
    }

    private static List<Ranked> rank(AllocationPolicy policy, List<Need> open) {
        List<Need> anyOrder = new ArrayList<>(open);
        Collections.reverse(anyOrder);
        List<Ranked> ranking = policy.rank(anyOrder, NOW, new SplittableRandom(1));
        assertThat(policy.rank(open, NOW, new SplittableRandom(1))).isEqualTo(ranking);
        return ranking;
    }

    private static List<String> names(List<Ranked> ranking) {
        return ranking.stream().map(each -> name(each.need())).toList();
    }

    private static String name(Need need) {
        return need.robot().value();
    }
}
