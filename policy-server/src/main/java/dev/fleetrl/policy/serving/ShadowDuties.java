package dev.fleetrl.policy.serving;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.ModelRecord;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RolloutStage;
import dev.fleetrl.policy.shadow.ShadowMirror;
import dev.fleetrl.transport.Log;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts versions into the shadow of others as rollouts want it, and tells the log how they do there. Owned by one event loop. */
final class ShadowDuties {
    private static final System.Logger LOG = System.getLogger(ShadowDuties.class.getName());

    /** Tellings between two tries to load a version. */
    private static final int AGAIN = 15;

    private final String server;
    private final Log log;
    private final Shadows shadows;
    private final Function<PolicyVersion, Future<WarmPolicies.Lease>> lease;
    private final Map<PolicyVersion, ModelRecord.Staged> duties = new HashMap<>();
    private final Map<PolicyVersion, Long> told = new HashMap<>();
    private int tellings;

    ShadowDuties(String server, Log log, Shadows shadows, Function<PolicyVersion, Future<WarmPolicies.Lease>> lease) {
        this.server = server;
        this.log = log;
        this.shadows = shadows;
        this.lease = lease;
    }

    /** From a shadow stage on, until the version comes to another one. */
    void follow(ModelRecord.Staged staged) {
        PolicyVersion version = staged.version();
        told.remove(version);
        if (staged.stage() != RolloutStage.SHADOW) {
            duties.remove(version);
            shadows.end(version);
            return;
        }
        duties.put(version, staged);
        lend(staged);
    }

    private void lend(ModelRecord.Staged staged) {
        lease.apply(staged.version())
                .onSuccess(held -> begin(staged, held))
                .onFailure(cause -> LOG.log(WARNING, staged.version() + " cannot answer in the shadow now", cause));
    }

    private void begin(ModelRecord.Staged staged, WarmPolicies.Lease held) {
        if (staged.equals(duties.get(staged.version()))) {
            shadows.begin(staged.version(), new ShadowMirror(staged.version(), staged.baseline(), 1), held);
        } else {
            held.close();
        }
    }

    /** Tells of those that were asked since, and from time to time tries again those that could not be loaded. */
    void tell() {
        tellings++;
        if (tellings % AGAIN == 0) {
            duties.values().stream()
                    .filter(staged -> !shadows.has(staged.version()))
                    .forEach(this::lend);
        }
        for (ShadowMirror.Summary summary : shadows.summaries()) {
            Optional.ofNullable(duties.get(summary.shadow()))
                    .filter(staged -> summary.questions() > told.getOrDefault(summary.shadow(), 0L))
                    .ifPresent(staged -> tell(staged, summary));
        }
    }

    private void tell(ModelRecord.Staged staged, ShadowMirror.Summary summary) {
        told.put(summary.shadow(), summary.questions());
        log.publish(
                        LogTopics.MODELS,
                        new ModelRecord.Shadowed(
                                staged.version(),
                                staged.task(),
                                server,
                                staged.atMillis(),
                                summary.questions(),
                                summary.failures(),
                                summary.p99Millis(),
                                summary.meanDifference()))
                .onFailure(cause -> {
                    told.remove(summary.shadow());
                    LOG.log(WARNING, "cannot tell how " + staged.version() + " does in the shadow", cause);
                });
    }

    /** How those do that are in the shadow of others. */
    List<ShadowMirror.Summary> summaries() {
        return shadows.summaries();
    }
}
