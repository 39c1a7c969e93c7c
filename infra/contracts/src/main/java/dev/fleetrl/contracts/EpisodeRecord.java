package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the log tells of episodes, on {@code fleetrl.episodes}; keyed by episode. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({@JsonSubTypes.Type(value = EpisodeRecord.Sealed.class, name = "sealed")})
public sealed interface EpisodeRecord {
    EpisodeId episode();

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
