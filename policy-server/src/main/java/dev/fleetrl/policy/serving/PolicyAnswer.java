package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Vec;
import java.util.Optional;

/** What the policy says. */
public sealed interface PolicyAnswer {
    /**
     * A chunk of actions.
     *
     * @param actions shape [horizon, actionSize], in the robot's units
     * @param executeSteps how many of them to execute before asking again
     * @param delay how many of the first are those that were under way; 0 where none had to be
     * @param chosen what it was chosen from; none where there was one candidate
     */
    record Chunk(Vec actions, int horizon, int actionSize, int executeSteps, int delay, Optional<Chosen> chosen)
            implements PolicyAnswer {
        /** The only candidate. */
        public Chunk(Vec actions, int horizon, int actionSize, int executeSteps, int delay) {
            this(actions, horizon, actionSize, executeSteps, delay, Optional.empty());
        }
    }

    /**
     * A choice among candidates, for whoever audits it.
     *
     * @param scores Q of each, shape [K], in standard deviations of the advantage
     * @param index of the one that is answered
     */
    record Chosen(Vec scores, int index) {}

    /** There is more to do than time; the same may be asked again. The reason is for its sender. */
    record Busy(String reason) implements PolicyAnswer {}

    /** The question cannot be answered; the reason is for its sender. */
    record Refused(String reason) implements PolicyAnswer {}

    /** The policy cannot answer now, through no fault of the question; the reason is for its sender. */
    record Failed(String reason) implements PolicyAnswer {}
}
