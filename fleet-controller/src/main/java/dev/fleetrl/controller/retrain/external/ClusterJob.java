package dev.fleetrl.controller.retrain.external;

import dev.fleetrl.controller.retrain.RoundFailed;
import dev.fleetrl.controller.retrain.TrainerOutput;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One Job in a cluster; created where it is not there. Asked by one thread, and ended by any. */
final class ClusterJob {
    private static final int CONFLICT = 409;

    private static final Map<String, State> STATES = Map.of("Complete", State.COMPLETE, "Failed", State.FAILED);

    private final KubernetesClient client;
    private final Job wanted;
    private final TrainerOutput output;
    private final PodLog log;
    private boolean found;
    private String why = "";

    enum State {
        RUNNING,
        COMPLETE,
        FAILED
    }

    ClusterJob(KubernetesClient client, Job wanted, TrainerOutput output) {
        this.client = client;
        this.wanted = wanted;
        this.output = output;
        log = new PodLog(client, wanted.getMetadata(), output);
    }

    /** Creates it at the first look, and takes what its pod said since the last. */
    State look() throws IOException {
        Job job = resource().get();
        if (job == null && found) {
            throw new RoundFailed(this + " is gone; somebody deleted it");
        }
        if (job == null) {
            create();
            found = true;
            return State.RUNNING;
        }
        found = true;
        State state = state(job);
        boolean isMore = log.listen();
        while (isMore && state != State.RUNNING) {
            isMore = log.listen(); // to its end, which says why
        }
        return state;
    }

    /** What the cluster says, and the last that its pod said. */
    String whyFailed() {
        String said = output.lastLines(this + " failed");
        return why.isEmpty() ? said : why + " | " + said;
    }

    /** With its pods. */
    void delete() {
        var unused =
                resource().withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }

    @Override
    public String toString() {
        return "job " + wanted.getMetadata().getNamespace() + "/"
                + wanted.getMetadata().getName();
    }

    private void create() {
        try {
            var unused = resource().create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                throw e;
            }
        }
    }

    private ScalableResource<Job> resource() {
        return client.batch().v1().jobs().resource(wanted);
    }

    private State state(Job job) {
        if (job.getStatus() == null || job.getStatus().getConditions() == null) {
            return State.RUNNING;
        }
        Optional<JobCondition> over = job.getStatus().getConditions().stream()
                .filter(condition -> "True".equals(condition.getStatus()) && STATES.containsKey(condition.getType()))
                .findFirst();
        why = over.map(ClusterJob::words).orElse("");
        return over.map(condition -> STATES.getOrDefault(condition.getType(), State.RUNNING))
                .orElse(State.RUNNING);
    }

    private static String words(JobCondition condition) {
        return Stream.of(condition.getReason(), condition.getMessage())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(": "));
    }
}
