package dev.fleetrl.controller.retrain.external;

import dev.fleetrl.controller.retrain.TrainerOutput;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Loggable;
import io.fabric8.kubernetes.client.dsl.TimestampBytesLimitTerminateTimeTailPrettyLoggable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the newest pod of a Job says, in its first container. A log that cannot be read is said so, and is no reason to end a training. */
final class PodLog {
    /** Of one answer. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final int LAST_LINES = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_READY = 400;

    private final KubernetesClient client;
    private final ObjectMeta job;
    private final TrainerOutput output;
    private Instant heard = Instant.EPOCH;
    private String odd = "";

    PodLog(KubernetesClient client, ObjectMeta job, TrainerOutput output) {
        this.client = client;
        this.job = job;
        this.output = output;
    }

    /** Takes what was said since the last time; true while there may be more at once. */
    boolean listen() throws IOException {
        Instant before = heard;
        String text = text(this::since);
        boolean isCut = text.getBytes(StandardCharsets.UTF_8).length >= MOST_BYTES;
        List<String> lines = List.of(text.split("\n", -1));
        hear(isCut ? lines.subList(0, lines.size() - 1) : lines);
        if (isCut && heard.equals(before)) { // more than fits was said in one second
            hear(List.of(text(PodLog::last).split("\n", -1)));
            return false;
        }
        return isCut;
    }

    private void hear(List<String> lines) throws IOException {
        for (String line : lines) {
            hear(line);
        }
    }

    /** The API tells seconds, and may say lines again. */
    private void hear(String line) throws IOException {
        int space = Math.max(0, line.indexOf(' '));
        Optional<Instant> at = instant(line.substring(0, space));
        if (at.isEmpty() && !line.isBlank()) {
            sayOnce(line);
        } else if (at.isPresent() && at.get().isAfter(heard)) {
            heard = at.get();
            output.said(shown(line.substring(space + 1)));
        }
    }

    /** What has no time is the cluster's own, and said again and again. */
    private void sayOnce(String line) throws IOException {
        if (!line.equals(odd)) {
            odd = line;
            output.said(line);
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

    private String text(Function<TimestampBytesLimitTerminateTimeTailPrettyLoggable, Loggable> part)
            throws IOException {
        try {
            Optional<Pod> pod = newestPod();
            return pod.isPresent() ? part.apply(log(pod.get())).getLog() : "";
        } catch (KubernetesClientException e) {
            boolean isEarly = e.getCode() == NOT_READY || e.getCode() == NOT_FOUND; // waits for its image or a node
            if (!isEarly) {
                sayOnce("the log of " + job.getNamespace() + "/" + job.getName() + " cannot be read: "
                        + e.getMessage());
            }
            return "";
        }
    }

    private TimestampBytesLimitTerminateTimeTailPrettyLoggable log(Pod pod) {
        return client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .inContainer(pod.getSpec().getContainers().get(0).getName());
    }

    private Loggable since(TimestampBytesLimitTerminateTimeTailPrettyLoggable log) {
        return log.usingTimestamps()
                .limitBytes(MOST_BYTES)
                .sinceTime(heard.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static Loggable last(TimestampBytesLimitTerminateTimeTailPrettyLoggable log) {
        return log.usingTimestamps().tailingLines(LAST_LINES);
    }

    private Optional<Pod> newestPod() {
        return client
                .pods()
                .inNamespace(job.getNamespace())
                .withLabel("job-name", job.getName())
                .list()
                .getItems()
                .stream()
                .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
    }
}
