package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a robot reports of an episode, in this order: opened, stepped (0..T-1), closed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EpisodeEvent.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = EpisodeEvent.Stepped.class, name = "stepped"),
    @JsonSubTypes.Type(value = EpisodeEvent.Closed.class, name = "closed")
})
public sealed interface EpisodeEvent {
    EpisodeId episode();

    /**
     * An episode begins.
     *
     * @param session the agent's run, new at each start of the agent
     * @param hz steps a second
     * @param timeLimitSteps H_l of RECAP: a longer episode is a failure
     */
    record Opened(
            EpisodeId episode,
            RobotId robot,
            String session,
            EpisodePlan plan,
            String instruction,
            int hz,
            int timeLimitSteps,
            long atMillis)
            implements EpisodeEvent {}

    record Stepped(EpisodeId episode, Step step) implements EpisodeEvent {}

    /**
     * The episode is over.
     *
     * @param steps how many steps it had, so that a missing one is noticed
     */
    record Closed(EpisodeId episode, Ending ending, int steps, long atMillis) implements EpisodeEvent {}
}
