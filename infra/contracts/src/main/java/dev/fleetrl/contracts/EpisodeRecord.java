package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** What the log tells of episodes, on {@code fleetrl.episodes}; keyed by episode. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EpisodeRecord.Assigned.class, name = "assigned"),
    @JsonSubTypes.Type(value = EpisodeRecord.GivenUp.class, name = "given-up"),
    @JsonSubTypes.Type(value = EpisodeRecord.Sealed.class, name = "sealed"),
    @JsonSubTypes.Type(value = EpisodeRecord.Rated.class, name = "rated"),
    @JsonSubTypes.Type(value = EpisodeRecord.Excluded.class, name = "excluded"),
    @JsonSubTypes.Type(value = EpisodeRecord.Included.class, name = "included")
})
public sealed interface EpisodeRecord {
    EpisodeId episode();

    /**
     * This robot runs this plan. Written before the robot is told, so that no two robots ever get one episode.
     *
     * @param block of the rollout that it belongs to, if any
     */
    record Assigned(
            EpisodePlan plan,
            RobotId robot,
            long atMillis,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<RolloutBlock> block)
            implements EpisodeRecord {
        public Assigned(EpisodePlan plan, RobotId robot, long atMillis) {
            this(plan, robot, atMillis, Optional.empty());
        }

        @Override
        public EpisodeId episode() {
            return plan.episode();
        }
    }

    /** Nobody waits for this attempt any longer, and its seed is given out again; should it be sealed yet, it lies in the store. */
    record GivenUp(EpisodeId episode, String reason, long atMillis) implements EpisodeRecord {}

    /**
     * The episode lies in the store, whole.
     *
     * @param lastNumber number of its last event, see {@link NumberedEvent}
     */
    record Sealed(EpisodeManifest manifest, long lastNumber) implements EpisodeRecord {
        @Override
        public EpisodeId episode() {
            return manifest.episode();
        }
    }

    /**
     * A person has looked at a sealed episode and said how it ended. The file stands as it is.
     *
     * @param id of this verdict, made where it was given, so that one that is sent twice counts once
     * @param before the outcome that counted until then
     * @param outcome what they say; absent where they take back what they said before
     * @param reason in their own words; may be empty
     */
    record Rated(
            EpisodeId episode,
            String id,
            OperatorId rater,
            Outcome before,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Outcome> outcome,
            String reason,
            long atMillis)
            implements EpisodeRecord {}

    /** Snapshots from now on leave the episode out. */
    record Excluded(EpisodeId episode, OperatorId operator, String reason, long atMillis) implements EpisodeRecord {}

    /** Snapshots from now on have it again. */
    record Included(EpisodeId episode, OperatorId operator, String reason, long atMillis) implements EpisodeRecord {}
}
