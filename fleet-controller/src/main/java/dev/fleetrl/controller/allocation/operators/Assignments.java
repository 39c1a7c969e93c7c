package dev.fleetrl.controller.allocation.operators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** People who are free, each to the most urgent robot that they may look after. */
public final class Assignments {
    private Assignments() {}

    /** In the order of the ranking; of several people who may, the one who may help fewest of the others. */
    public static Map<Person, Ranked> of(List<Ranked> ranking, List<Person> free) {
        List<Person> left = new ArrayList<>(free);
        Map<Person, Ranked> assigned = new LinkedHashMap<>();
        for (Ranked ranked : ranking) {
            left.stream()
                    .filter(person -> person.mayHelp(ranked.need()))
                    .min((a, b) -> Long.compare(reach(a, ranking), reach(b, ranking)))
                    .ifPresent(person -> {
                        left.remove(person);
                        assigned.put(person, ranked);
                    });
        }
        return assigned;
    }

    private static long reach(Person person, List<Ranked> ranking) {
        return ranking.stream().filter(each -> person.mayHelp(each.need())).count();
    }
}
