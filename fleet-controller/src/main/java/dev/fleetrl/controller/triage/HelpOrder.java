package dev.fleetrl.controller.triage;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.controller.allocation.operators.Aging;
import dev.fleetrl.controller.allocation.operators.AllocationPolicy;
import dev.fleetrl.controller.allocation.operators.FifoSla;
import dev.fleetrl.controller.allocation.operators.Lexicographic;
import dev.fleetrl.controller.allocation.operators.Person;
import dev.fleetrl.controller.allocation.operators.RandomArm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * In which order robots get a person, and who may come.
 *
 * @param order whom it is best to help first; among those who have waited longer than {@code slaSeconds}, who waits longest
 * @param randomShare of the rankings that are drawn at random, so that what the order is worth can be told; 0 to 1
 * @param claimSeconds how long a claim counts before its operator holds the robot
 * @param people what each may look after; who is not named may look after all
 */
public record HelpOrder(Order order, double slaSeconds, double randomShare, double claimSeconds, List<Skills> people) {
    private static final double DROP = 0.1;
    private static final double MILLIS = 1000;

    /** The orders for which this system measures what they need. */
    public enum Order {
        FIFO_SLA,
        VALUE_DROP,
        PROGRESS_STALL
    }

    /**
     * What an operator knows.
     *
     * @param tasks that they may help with; empty: all
     */
    public record Skills(OperatorId operator, List<TaskId> tasks) {}

    public HelpOrder {
        if (!(claimSeconds > 0)) {
            throw new IllegalArgumentException("help.claimSeconds must be above 0, not " + claimSeconds);
        }
        people = List.copyOf(people);
        Set<OperatorId> named = new HashSet<>();
        for (Skills each : people) {
            if (!named.add(each.operator())) {
                throw new IllegalArgumentException("help.people names " + each.operator() + " twice");
            }
        }
        var unused = policy(order, slaSeconds, randomShare); // refuses what is out of range, while the file is read
    }

    /** Who cannot go on first, then who has not got on for longest; a claim counts for half a minute. */
    public static HelpOrder standard() {
        return new HelpOrder(Order.PROGRESS_STALL, 60, 0, 30, List.of());
    }

    AllocationPolicy policy() {
        return policy(order, slaSeconds, randomShare);
    }

    long claimMillis() {
        return Math.round(claimSeconds * MILLIS);
    }

    Person person(OperatorId operator, SiteId site) {
        return people.stream()
                .filter(each -> each.operator().equals(operator))
                .findFirst()
                .map(each -> new Person(operator, Set.of(site), Set.copyOf(each.tasks())))
                .orElseGet(() -> new Person(operator, Set.of(site), Set.of()));
    }

    private static AllocationPolicy policy(Order order, double slaSeconds, double randomShare) {
        FifoSla sla = new FifoSla(slaSeconds);
        AllocationPolicy inOrder = switch (order) {
            case FIFO_SLA -> sla;
            case VALUE_DROP -> new Aging(Lexicographic.valueDrop(DROP), sla);
            case PROGRESS_STALL -> new Aging(Lexicographic.progressStall(0), sla);
        };
        return new RandomArm(inOrder, randomShare);
    }
}
