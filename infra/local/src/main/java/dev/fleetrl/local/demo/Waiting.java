package dev.fleetrl.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.site.SiteClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Asks the site for something, then waits for it and says how far it is. A service that is just being started again is waited
 * for; one that stays away ends the story, which the same command then goes on with.
 */
final class Waiting {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(90);
    private static final Duration STANDSTILL = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 20;

    private final SiteClient site;
    private final ProgressLine progress;
    private final Supplier<Optional<String>> hopeless;

    /** @param hopeless why nothing will come of waiting, once that is so */
    Waiting(SiteClient site, ProgressLine progress, Supplier<Optional<String>> hopeless) {
        this.site = site;
        this.progress = progress;
        this.hopeless = hopeless;
    }

    /** Succeeds when every episode of the collection has its verdict and is sealed. */
    void collection(String what, CollectionRequest request) {
        progress.begin(what);
        String id = request.id().value();
        JsonNode state = answer(() -> site.put(CollectionRequest.class, request, "collections", id));
        int last = -1;
        long lastNanos = System.nanoTime();
        for (; !state.path("complete").asBoolean(); state = answer(() -> site.get("collections", id))) {
            int judged = state.path("judged").asInt();
            if (judged != last || System.nanoTime() - lastNanos > STANDSTILL.toNanos()) {
                lastNanos = sayWhatItWaitsFor(judged == last);
                last = judged;
            }
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

    /** Of how many episodes a collection was asked for before; none where nobody asked for it. */
    OptionalInt asked(CollectionId id) {
        for (JsonNode collection : answer(() -> site.get("collections")).path("collections")) {
            if (collection.at("/request/id").asText().equals(id.value())) {
                return OptionalInt.of(collection.at("/request/episodes").asInt());
            }
        }
        return OptionalInt.empty();
    }

    /** Robots in a person's hands, or held, take no new episode: whoever looks on should know. Answers the time. */
    private long sayWhatItWaitsFor(boolean standstill) {
        List<String> waiting = new ArrayList<>();
        if (standstill) {
            for (JsonNode robot : answer(() -> site.get("robots")).path("robots")) {
                robot.at("/state/warnings")
                        .forEach(warning -> waiting.add(robot.path("robot").asText() + ": " + warning.asText()));
            }
            progress.note("no episode has ended for a minute; "
                    + (waiting.isEmpty() ? "look at the page, and at logs/" : String.join("; ", waiting)));
        }
        return System.nanoTime();
    }

    /** Succeeds when the round's policy is trained and every policy server has warmed it. One that failed is tried anew. */
    void round(String what, RoundRequest wanted) {
        progress.begin(what);
        RoundRequest request = wanted;
        JsonNode state = asked(request);
        for (int attempt = 2; state.hasNonNull("failed") && attempt <= ATTEMPTS; attempt++) {
            request = wanted.withId(new RoundId(wanted.id() + "-" + attempt));
            state = asked(request);
        }
        String id = request.id().value();
        for (; !state.path("doing").asText().equals("finished"); state = answer(() -> site.get("rounds", id))) {
            if (state.hasNonNull("failed")) {
                throw new UserError("round " + id + " failed: "
                        + state.path("failed").asText() + ". " + "The same command tries it again");
            }
            double left = state.path("secondsLeft").asDouble();
            progress.at(state.path("fraction").asDouble(), state.path("doing").asText(), left > 0 ? left : -1);
            pause();
        }
        JsonNode policy = answer(() -> site.get("policies", wanted.version().value()));
        double seconds = policy.at("/manifest/trainSeconds").asDouble();
        progress.done(
                String.format(Locale.ROOT, "%s trained in %s", request.version(), ProgressLine.duration(seconds)));
    }

    /** Answers the rollout once it is over; one that is known already is not begun anew. */
    JsonNode rollout(String what, TaskId task, PolicyVersion version) {
        progress.begin(what);
        String[] path = {"rollouts", task.value(), version.value()};
        if (!isKnown(version)) {
            JsonNode unused = answer(() -> site.put(path));
        }
        JsonNode state = answer(() -> site.get(path));
        for (; !RolloutStage.valueOf(state.path("stage").asText()).isOver(); state = answer(() -> site.get(path))) {
            JsonNode compared = state.path("canary");
            double worse = Math.log(Math.max(1, compared.at("/evidence/worse").asDouble(1)));
            progress.at(
                    Math.min(1, worse / Math.log(compared.at("/evidence/needed").asDouble(Math.E))),
                    state.path("stage").asText().toLowerCase(Locale.ROOT) + ", "
                            + compared.at("/candidate/successes").asInt() + " of "
                            + compared.at("/candidate/episodes").asInt() + " succeeded",
                    -1);
            pause();
        }
        progress.done(state.path("stage").asText() + ": " + state.path("reason").asText());
        return state;
    }

    private boolean isKnown(PolicyVersion version) {
        for (JsonNode rollout : answer(() -> site.get("rollouts")).path("rollouts")) {
            if (rollout.path("version").asText().equals(version.value())) {
                return true;
            }
        }
        return false;
    }

    private JsonNode asked(RoundRequest request) {
        return answer(() ->
                site.put(RoundRequest.class, request, "rounds", request.id().value()));
    }

    /** The site's answer; silence is borne for a while. */
    JsonNode answer(Supplier<JsonNode> question) {
        long deadline = System.nanoTime() + SILENCE.toNanos();
        while (true) {
            Optional<String> end = hopeless.get();
            if (end.isPresent()) {
                throw new UserError(end.get());
            }
            try {
                return question.get();
            } catch (SiteClient.Silent silent) {
                if (System.nanoTime() > deadline) {
                    throw new UserError("the site has not answered for " + SILENCE.toSeconds() + " s ("
                            + silent.getMessage() + ")");
                }
                pause();
            }
        }
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
