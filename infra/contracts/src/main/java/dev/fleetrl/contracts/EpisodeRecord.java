package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the log tells of episodes, on {@code fleetrl.episodes}; keyed by episode. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EpisodeRecord.Assigned.class, name = "assigned"),
    @JsonSubTypes.Type(value = EpisodeRecord.GivenUp.class, name = "given-up"),
    @JsonSubTypes.Type(value = EpisodeRecord.Sealed.class, name = "sealed")
})
public sealed interface EpisodeRecord {
    EpisodeId episode();

    /** This robot runs this plan. Written before the robot is told, so that no two robots ever get one episode. */
    record Assigned(EpisodePlan plan, RobotId robot, long atMillis) implements EpisodeRecord {
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
}
