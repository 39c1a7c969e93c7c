package dev.fleetrl.controller.fleet;

import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.controller.registry.EpisodeIndex;
import dev.fleetrl.controller.review.Review;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Writes down what people say of sealed episodes; each answer comes once the log has told of it. */
public final class ReviewDesk {
    private final EpisodeIndex episodes;
    private final Log log;
    private final LongSupplier clockMillis;
    private final Map<String, Promise<Void>> unheard = new HashMap<>();

    /** What somebody says, and the id under which they may say it again. */
    public record Verdict(String id, OperatorId rater, Optional<Outcome> outcome, String reason) {}

    ReviewDesk(EpisodeIndex episodes, Log log, LongSupplier clockMillis) {
        this.episodes = episodes;
        this.log = log;
        this.clockMillis = clockMillis;
    }

    /** The same verdict again, as after an answer that was lost, changes nothing. */
    public Future<Review> rate(EpisodeManifest episode, Verdict verdict) {
        if (episodes.review(episode).find(verdict.id()).isPresent()) {
            return Future.succeededFuture(episodes.review(episode));
        }
        EpisodeRecord record = new EpisodeRecord.Rated(
                episode.episode(),
                verdict.id(),
                verdict.rater(),
                episode.ending().outcome(),
                verdict.outcome(),
                verdict.reason(),
                clockMillis.getAsLong());
        return written(record, episode);
    }

    /** Leaves it out of the snapshots from now on. */
    public Future<Review> exclude(EpisodeManifest episode, OperatorId operator, String reason) {
        boolean known = episodes.review(episode)
                .exclusion()
                .filter(before -> before.reason().equals(reason))
                .isPresent();
        return known
                ? Future.succeededFuture(episodes.review(episode))
                : written(
                        new EpisodeRecord.Excluded(episode.episode(), operator, reason, clockMillis.getAsLong()),
                        episode);
    }

    public Future<Review> include(EpisodeManifest episode, OperatorId operator, String reason) {
        return episodes.isExcluded(episode)
                ? written(
                        new EpisodeRecord.Included(episode.episode(), operator, reason, clockMillis.getAsLong()),
                        episode)
                : Future.succeededFuture(episodes.review(episode));
    }

    /** The log has told of it. */
    void heard(EpisodeRecord record) {
        Optional.ofNullable(unheard.remove(key(record))).ifPresent(Promise::complete);
    }

    /** Who asks for what is on its way already waits with who asked first. */
    private Future<Review> written(EpisodeRecord record, EpisodeManifest episode) {
        String key = key(record);
        Promise<Void> heard = unheard.get(key);
        if (heard == null) {
            Promise<Void> asked = Promise.promise();
            unheard.put(key, asked);
            log.publish(LogTopics.EPISODES, record).onFailure(cause -> {
                unheard.remove(key, asked);
                asked.tryFail(cause);
            });
            heard = asked;
        }
        return Objects.requireNonNull(heard).future().map(told -> episodes.review(episode));
    }

    private static String key(EpisodeRecord record) {
        if (record instanceof EpisodeRecord.Rated rated) {
            return record.episode() + " rated " + rated.id();
        }
        return record instanceof EpisodeRecord.Excluded excluded
                ? record.episode() + " excluded " + excluded.reason()
                : record.episode() + " included";
    }
}
