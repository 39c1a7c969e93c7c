package dev.fleetrl.controller.retrain.external;

import dev.fleetrl.controller.retrain.RoundFailed;
import dev.fleetrl.controller.retrain.TrainerOutput;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** One Job in a cluster; created where it is not there. Asked by one thread, and ended by any. */
final class ClusterJob {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int NOT_READY = 400;

    private static final Map<String, State> STATES = Map.of("Complete", State.COMPLETE, "Failed", State.FAILED);

    private final KubernetesClient client;
    private final Job wanted;
    private final TrainerOutput output;
    private boolean found;
    private Instant heard = Instant.EPOCH;

    enum State {
        RUNNING,
        COMPLETE,
        FAILED
    }

    ClusterJob(KubernetesClient client, Job wanted, TrainerOutput output) {
        this.client = client;
        this.wanted = wanted;
        this.output = output;
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
        listen();
        return state;
    }

    String whyFailed() {
        return output.lastLines(this + " failed");
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

    private static State state(Job job) {
        if (job.getStatus() == null || job.getStatus().getConditions() == null) {
            return State.RUNNING;
        }
        return job.getStatus().getConditions().stream()
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(condition -> STATES.getOrDefault(condition.getType(), State.RUNNING))
                .filter(state -> state != State.RUNNING)
                .findFirst()
                .orElse(State.RUNNING);
    }

    /** The API tells seconds, and may say lines again. */
    private void listen() throws IOException {
        Optional<Pod> pod = newestPod();
        if (pod.isEmpty()) {
            return;
        }
        for (String line : log(pod.get()).lines().toList()) {
            int space = line.indexOf(' ');
            if (space > 0) {
                Instant at = Instant.parse(line.substring(0, space));
                if (at.isAfter(heard)) {
                    heard = at;
                    output.said(line.substring(space + 1));
                }
            }
        }
    }

    /** Empty while the pod waits for its image or a node. */
    private String log(Pod pod) {
        try {
            return client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .inContainer(pod.getSpec().getContainers().get(0).getName())
                    .usingTimestamps()
                    .sinceTime(heard.truncatedTo(ChronoUnit.SECONDS).toString())
                    .getLog();
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_READY || e.getCode() == NOT_FOUND) {
                return "";
            }
            throw e;
        }
    }

    private Optional<Pod> newestPod() {
        return client
                .pods()
                .inNamespace(wanted.getMetadata().getNamespace())
                .withLabel("job-name", wanted.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
    }
}
