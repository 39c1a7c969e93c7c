package dev.fleetrl.policy.network;

import dev.fleetrl.policy.condition.Indicator;

/**
 * How one step is learned.
 *
 * @param indicator the condition under which it is
 * @param imitation weight of its flow-matching loss; 1 is plain imitation
 * @param advantage what its probability is raised or lowered by, where the {@link Objective} asks; 0 leaves it alone
 */
public record Lesson(Indicator indicator, double imitation, double advantage) {
    public static Lesson imitate(Indicator indicator) {
        return imitate(indicator, 1);
    }

    public static Lesson imitate(Indicator indicator, double weight) {
        return new Lesson(indicator, weight, 0);
    }

    /** To be made likelier or less likely, not imitated. */
    public static Lesson reinforce(Indicator indicator, double advantage) {
        return new Lesson(indicator, 0, advantage);
    }

    public Lesson under(Indicator told) {
        return new Lesson(told, imitation, advantage);
    }
}
