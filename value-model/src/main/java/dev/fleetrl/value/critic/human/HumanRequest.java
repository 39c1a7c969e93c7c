package dev.fleetrl.value.critic.human;

/** What people are asked for, from the least of their time to the most. */
public sealed interface HumanRequest {
    /** The seed that lays out the start; a robot of metal has a tag instead. */
    long start();

    /**
     * Return and explore: a start that fails often enough to teach something and not so often that it is hopeless. Someone,
     * or the simulation, resets the scene to it, and the policy tries again.
     *
     * @param failures in the window
     * @param window episodes that were counted
     * @param success estimated probability
     */
    record ResetPoint(long start, int failures, int window, double success) implements HumanRequest {}

    /** Human-guided exploration: the policy was reset to this start and still fails; an operator corrects it there. */
    record CorrectionRequest(long start, int failedExplorations) implements HumanRequest {}

    /**
     * Demonstration: the policy has next to no success here, and exploring would be a waste.
     *
     * @param quota episodes that are wanted
     */
    record DemoRequest(long start, int quota) implements HumanRequest {}
}
