package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.PolicyVersion;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One connection of a robot. The version that it asked last stays loaded for it, so that no episode meets another, or waits for it
 * to be loaded again; not while it asks nothing for long. Owned by one event loop.
 */
final class Session {
    /** Who would wait longer has to ask again. */
    private static final long LONGEST_MILLIS = 60_000;

    private final Context context;
    private final WarmPolicies policies;
    private final Queues queues;
    private final Supplier<Optional<PolicyVersion>> newest;
    private final String client;
    private final boolean isKnown;
    private Optional<PolicyVersion> version = Optional.empty();
    private Future<WarmPolicies.Lease> lease = Future.failedFuture("nothing was asked yet");

    /**
     * A connection that has asked nothing yet.
     *
     * @param newest what those are served who name no version
     * @param client who it is, as far as questions do not say
     * @param isKnown whether a key says so
     */
    Session(
            Context context,
            WarmPolicies policies,
            Queues queues,
            Supplier<Optional<PolicyVersion>> newest,
            String client,
            boolean isKnown) {
        this.isKnown = isKnown;
        this.context = context;
        this.policies = policies;
        this.queues = queues;
        this.newest = newest;
        this.client = client;
    }

    /** What a question means that names no version: the one that this connection was answered by, or the newest published. */
    Optional<PolicyVersion> meant(OpenpiQuestion question) {
        return question.version().or(() -> version).or(newest);
    }

    Future<InferenceQueue.Answered> ask(PolicyVersion wanted, OpenpiQuestion question) {
        long now = System.nanoTime();
        lend(wanted);
        boolean isLoaded = lease.isComplete();
        long withinMillis = question.deadlineMillis()
                .map(millis -> Math.max(0, Math.min(millis, LONGEST_MILLIS)))
                .orElseGet(() -> queues.withinMillis(isLoaded));
        long deadlineNanos = now + TimeUnit.MILLISECONDS.toNanos(withinMillis);
        Future<WarmPolicies.Lease> loaded =
                isLoaded ? lease : lease.timeout(Math.max(1, withinMillis), TimeUnit.MILLISECONDS);
        return loaded.transform(done -> done.succeeded()
                ? queues.ask(new InferenceQueue.Asked(
                        wanted, question.query(), turn(question), done.result(), now, deadlineNanos))
                : Future.succeededFuture(InferenceQueue.Answered.without(whyNot(wanted, done.cause()))));
    }

    /** Whoever has shown a key is known by it, however he calls himself. */
    private String turn(OpenpiQuestion question) {
        return isKnown ? client : question.robot().orElse(client);
    }

    private static PolicyAnswer whyNot(PolicyVersion version, Throwable cause) {
        return cause instanceof PolicyUnavailableException
                ? new PolicyAnswer.Failed(String.valueOf(cause.getMessage()))
                : new PolicyAnswer.Busy("busy: policy " + version + " is still being loaded; ask again");
    }

    private void lend(PolicyVersion wanted) {
        if (version.equals(Optional.of(wanted)) && !lease.failed()) {
            return;
        }
        lease.onSuccess(WarmPolicies.Lease::close);
        version = Optional.of(wanted);
        lease = Future.fromCompletionStage(policies.lease(wanted), context);
    }

    /** Until it asks again its version need not be loaded; it stays its version. */
    void rest() {
        lease.onSuccess(WarmPolicies.Lease::close);
        lease = Future.failedFuture("nothing is asked now");
    }

    /** The robot is gone. */
    void close() {
        rest();
        version = Optional.empty();
    }
}
