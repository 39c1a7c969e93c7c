package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** What a robot reports of an episode, in this order: opened, stepped (0..T-1), closed; or opened, perhaps steps, dropped. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EpisodeEvent.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = EpisodeEvent.Stepped.class, name = "stepped"),
    @JsonSubTypes.Type(value = EpisodeEvent.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = EpisodeEvent.Dropped.class, name = "dropped")
})
public sealed interface EpisodeEvent {
    EpisodeId episode();

    /**
     * An episode begins.
     *
     * @param session the agent's run, new at each start of the agent
     * @param hz steps a second
     * @param timeLimitSteps H_l of RECAP: a longer episode is a failure
     * @param resetMillis how long the scene was laid out before it, by a person or a script; absent where nobody measured it
     * @param judge CRITIC where the done detector is asked for success; absent where nobody far away is
     */
    record Opened(
            EpisodeId episode,
            RobotId robot,
            String session,
            EpisodePlan plan,
            String instruction,
            int hz,
            int timeLimitSteps,
            long atMillis,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> resetMillis,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<OutcomeSource> judge)
            implements EpisodeEvent {
        /** Where nobody lays out the scene, or judges from afar. */
        public Opened(
                EpisodeId episode,
                RobotId robot,
                String session,
                EpisodePlan plan,
                String instruction,
                int hz,
                int timeLimitSteps,
                long atMillis) {
            this(
                    episode,
                    robot,
                    session,
                    plan,
                    instruction,
                    hz,
                    timeLimitSteps,
                    atMillis,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    record Stepped(EpisodeId episode, Step step) implements EpisodeEvent {}

    /**
     * The episode is over.
     *
     * @param steps how many steps it had, so that a missing one is noticed
     * @param labelMillis how long it waited for a person's verdict after its time limit; absent where it did not
     */
    record Closed(
            EpisodeId episode,
            Ending ending,
            int steps,
            long atMillis,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> labelMillis)
            implements EpisodeEvent {
        /** Without a wait. */
        public Closed(EpisodeId episode, Ending ending, int steps, long atMillis) {
            this(episode, ending, steps, atMillis, Optional.empty());
        }
    }

    /**
     * A full spool has let go of the episode's steps: nobody need wait for them.
     *
     * @param since the first number that may be missing; all from there to this event's own are spoken for
     */
    record Dropped(EpisodeId episode, long since) implements EpisodeEvent {}
}
