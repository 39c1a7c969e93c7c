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
import java.util.Set;
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
    private static final Set<Integer> PASSING = Set.of(401, 408, 429);

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
            await(job);
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

    /** A Job that is over or was stopped is deleted once its log is kept here, so that the same round can be asked for again. */
    private void await(ClusterJob job) throws IOException, InterruptedException {
        int failures = 0;
        while (true) {
            if (cancelled) {
                delete(job);
                throw new RoundFailed(job + " was stopped");
            }
            try {
                if (isOver(job)) {
                    return;
                }
                failures = 0;
            } catch (KubernetesClientException e) {
                failures++;
                if (failures > MOST_FAILURES || isRefusal(e)) {
                    throw new RoundFailed("the Kubernetes API does not let " + job
                            + " be run, or it goes on unseen; ask for the same round again, or delete it: "
                            + e.getMessage());
                }
                LOG.log(WARNING, "cannot see how {0} goes: {1}", job, e.getMessage());
            }
            if (closed.await(every.toMillis(), TimeUnit.MILLISECONDS) && !cancelled) {
                throw new RoundFailed("the controller ends; " + job + " goes on");
            }
        }
    }

    private static boolean isOver(ClusterJob job) throws IOException {
        ClusterJob.State state = job.look();
        if (state == ClusterJob.State.RUNNING) {
            return false;
        }
        delete(job);
        if (state == ClusterJob.State.FAILED) {
            throw new RoundFailed(job.whyFailed());
        }
        return true;
    }

    private static void delete(ClusterJob job) {
        try {
            job.delete();
        } catch (KubernetesClientException e) {
            LOG.log(WARNING, job + " could not be deleted; do so before that version is asked for again", e);
        }
    }

    /** Not one that passes: a token that is renewed, a server that is asked too much. */
    private static boolean isRefusal(KubernetesClientException e) {
        return e.getCode() >= CLIENT_ERROR && e.getCode() < SERVER_ERROR && !PASSING.contains(e.getCode());
    }
}
