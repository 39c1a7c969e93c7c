package dev.fleetrl.controller.allocation.operators;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * None waits for ever: whoever has waited longer than the limit comes before all others, the longest first; also one whom the
 * policy would leave out, for it called, and nobody has come.
 */
public record Aging(AllocationPolicy policy, FifoSla limit) implements AllocationPolicy {
    @Override
    public List<Ranked> rank(List<Need> open, long nowMillis, RandomGenerator random) {
        List<Ranked> ranked = policy.rank(open, nowMillis, random);
        List<Need> late = open.stream()
                .filter(need -> limit.share(need, nowMillis) >= 1)
                .sorted(Comparator.comparingLong(Need::sinceMillis))
                .toList();
        Set<Need> overdue = new HashSet<>(late);
        Stream<Ranked> first = late.stream()
                .map(need -> new Ranked(need, List.of(limit.share(need, nowMillis)), FifoSla.waits(need, nowMillis)));
        Stream<Ranked> others =
                ranked.stream().filter(each -> !overdue.contains(each.need())).map(each -> each.first(0));
        return Stream.concat(first, others).toList();
    }
}
