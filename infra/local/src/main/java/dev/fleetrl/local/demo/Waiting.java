package dev.fleetrl.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.cli.SiteClient;
import java.time.Duration;
import java.util.Locale;

/** Asks the site for something, then waits for it and says how far it is. */
final class Waiting {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final SiteClient site;
    private final ProgressLine progress;

    Waiting(SiteClient site, ProgressLine progress) {
        this.site = site;
        this.progress = progress;
    }

    /** Succeeds when every episode of the collection has its verdict and is sealed. */
    void collection(String what, CollectionRequest request) {
        progress.begin(what);
        String path = "collections/" + request.id();
        site.put(path, CollectionRequest.class, request);
        JsonNode state = site.get(path);
        for (; !state.path("complete").asBoolean(); state = site.get(path)) {
            int judged = state.path("judged").asInt();
            progress.at(
                    (double) judged / request.episodes(),
                    judged + " of " + request.episodes() + " episodes, "
                            + state.path("successes").asInt() + " succeeded",
                    state.path("etaSeconds").asDouble(-1));
            pause();
        }
        progress.done(state.path("judged").asInt() + " episodes, "
                + state.path("successes").asInt() + " succeeded");
    }

    /** Succeeds when the round's policy is trained and every policy server has warmed it. */
    void round(String what, RoundRequest request) {
        progress.begin(what);
        String path = "rounds/" + request.id();
        site.put(path, RoundRequest.class, request);
        JsonNode state = site.get(path);
        for (; !state.path("doing").asText().equals("finished"); state = site.get(path)) {
            if (state.hasNonNull("failed")) {
                throw new UserError("round " + request.id() + " failed: "
                        + state.path("failed").asText());
            }
            progress.at(
                    state.path("fraction").asDouble(),
                    state.path("doing").asText(),
                    state.path("secondsLeft").asDouble(-1));
            pause();
        }
        progress.done(String.format(
                Locale.ROOT,
                "%s trained in %s",
                request.version(),
                ProgressLine.duration(site.get("policies/" + request.version())
                        .at("/manifest/trainSeconds")
                        .asDouble())));
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }
}
