package dev.fleetrl.controller.retrain.external;

import dev.fleetrl.controller.retrain.RoundFailed;
import dev.fleetrl.controller.retrain.TrainerOutput;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One Job in a cluster; created where it is not there. Asked by one thread, and ended by any. */
final class ClusterJob {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int NOT_READY = 400;
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final Map<String, State> STATES = Map.of("Complete", State.COMPLETE, "Failed", State.FAILED);

    private final KubernetesClient client;
    private final Job wanted;
    private final TrainerOutput output;
    private boolean found;
    private Instant heard = Instant.EPOCH;
    private String why = "";
    private String odd = "";

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

    /** The API tells seconds, and may say lines again. */
    private void listen() throws IOException {
        Optional<Pod> pod = newestPod();
        if (pod.isEmpty()) {
            return;
        }
        for (String line : log(pod.get()).split("\n", -1)) {
            hear(line);
        }
    }

    /** What has no time is the cluster's own, and said again and again. */
    private void hear(String line) throws IOException {
        int space = Math.max(0, line.indexOf(' '));
        Optional<Instant> at = instant(line.substring(0, space));
        if (at.isEmpty() && !line.isBlank() && !line.equals(odd)) {
            odd = line;
            output.said(line);
        } else if (at.isPresent() && at.get().isAfter(heard)) {
            heard = at.get();
            output.said(shown(line.substring(space + 1)));
        }
    }

    private static Optional<Instant> instant(String word) {
        try {
            return Optional.of(Instant.parse(word));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A bar that is drawn over and over in one line, as a terminal shows it. */
    private static String shown(String message) {
        String drawn = message.stripTrailing();
        return drawn.substring(drawn.lastIndexOf('\r') + 1);
    }

    /** Empty while the pod waits for its image or a node. */
    private String log(Pod pod) {
        try {
            return client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .inContainer(pod.getSpec().getContainers().get(0).getName())
                    .usingTimestamps()
                    .limitBytes(MOST_BYTES)
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
