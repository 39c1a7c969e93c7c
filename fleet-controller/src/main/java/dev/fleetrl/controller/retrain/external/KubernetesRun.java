package dev.fleetrl.controller.retrain.external;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.controller.retrain.RoundFailed;
import dev.fleetrl.controller.retrain.TrainerOutput;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A Job of a Kubernetes cluster. It is looked at every few seconds and found by its name, so that it goes on while the controller or
 * the API is away.
 */
final class KubernetesRun implements ExternalRun {
    private static final System.Logger LOG = System.getLogger(KubernetesRun.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int MOST_FAILURES = 30;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Supplier<KubernetesClient> cluster;
    private final Path template;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean cancelled;

    KubernetesRun(Supplier<KubernetesClient> cluster, Path template, Duration every) {
        this.cluster = cluster;
        this.template = template;
        this.every = every;
    }

    /** By this pod's service account, or else by the kubeconfig. */
    static KubernetesRun ofCluster(Path template) {
        return new KubernetesRun(() -> new KubernetesClientBuilder().build(), template, EVERY);
    }

    @Override
    public void run(JobFolder folder, TrainerOutput output) throws IOException, InterruptedException {
        cancelled = false;
        Job wanted = JobTemplate.read(template).of(folder);
        try (KubernetesClient client = cluster.get()) {
            ClusterJob job = new ClusterJob(client, wanted, output);
            LOG.log(INFO, "policy {0} is trained by {1}", folder.version(), job);
            awaitOrDelete(job);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    /** The Job goes on. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** What is given up must not go on beside the next round, whose folder it would write to. */
    private void awaitOrDelete(ClusterJob job) throws IOException, InterruptedException {
        try {
            await(job);
        } catch (IOException | RuntimeException e) {
            if (closed.getCount() > 0) {
                delete(job);
            }
            throw e;
        }
    }

    private static void delete(ClusterJob job) {
        try {
            job.delete();
        } catch (KubernetesClientException e) {
            LOG.log(
                    WARNING,
                    job + " could not be deleted, and may go on: delete it before that version is asked for again",
                    e);
        }
    }

    private void await(ClusterJob job) throws IOException, InterruptedException {
        int failures = 0;
        while (true) {
            try {
                ClusterJob.State state = job.look();
                failures = 0;
                if (state == ClusterJob.State.FAILED) {
                    throw new RoundFailed(job.whyFailed());
                }
                if (state == ClusterJob.State.COMPLETE) {
                    return;
                }
            } catch (KubernetesClientException e) {
                failures++;
                if (failures > MOST_FAILURES || isRefusal(e)) {
                    throw new RoundFailed("the Kubernetes API does not let " + job + " be run: " + e.getMessage());
                }
                LOG.log(WARNING, "cannot see how {0} goes: {1}", job, e.getMessage());
            }
            if (cancelled) {
                throw new RoundFailed(job + " was stopped");
            }
            if (closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RoundFailed("the controller ends; " + job + " goes on");
            }
        }
    }

    private static boolean isRefusal(KubernetesClientException e) {
        return e.getCode() >= CLIENT_ERROR && e.getCode() < SERVER_ERROR;
    }
}
