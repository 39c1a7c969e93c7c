package dev.fleetrl.controller.retrain.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.controller.retrain.RoundFailed;
import dev.fleetrl.controller.retrain.TrainerOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against the cluster that {@link FakeCluster} is; a real one was not at hand. */
@Timeout(60)
class KubernetesRunTest {
    private static final String TEMPLATE = """
            apiVersion: batch/v1
            kind: Job
            metadata:
              namespace: fleet
              labels: {team: arms}
            spec:
              backoffLimit: 0
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: trainer
                      image: example.org/trainer:1
                      command:
                        - sh
                        - -c
                        - |-
                          %s
                        - trainer
                        - ${fleetrl.job}
            """;
    private static final String PROGRESS = "echo '{\"step\":1,\"steps\":2,\"loss\":0.5,\"secondsLeft\":4}'";

    @TempDir
    Path data;

    private final List<TrainingProgress> told = new CopyOnWriteArrayList<>();
    private FakeCluster cluster;
    private JobFolder job;

    @BeforeEach
    void start() throws IOException {
        cluster = new FakeCluster();
        job = new JobFolder(data, Recorded.V2);
        Files.createDirectories(job.folder());
        Files.writeString(job.job(), "{}");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private KubernetesRun running(String script) throws IOException {
        Path template = Files.writeString(data.resolve("job.yaml"), TEMPLATE.formatted(script));
        return new KubernetesRun(cluster::client, template, Duration.ofMillis(20));
    }

    private Void run(KubernetesRun run) throws IOException, InterruptedException {
        try (TrainerOutput output = new TrainerOutput(job.log(), 3, told::add)) {
            run.run(job, output);
        }
        return null;
    }

    private static CompletableFuture<Void> inBackground(Callable<Void> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void endsWhenTheJobIsCompleteAndTellsWhatItsPodSaid() throws Exception {
        run(running("echo job $1; " + PROGRESS));

        assertThat(job.log()).hasContent("job jobs/v2/job.json");
        assertThat(told).containsExactly(new TrainingProgress(1, 2, 0.5, 4));
        assertThat(cluster.asked)
                .filteredOn(line -> line.startsWith("DELETE"))
                .singleElement()
                .asString()
                .matches(".*/fleetrl-v2-[0-9a-f]{8}");
        assertThat(cluster.names()).isEmpty();
    }

    @Test
    void failsWithThePodsLastLinesAndLeavesNoJob() throws Exception {
        KubernetesRun run = running("echo one; echo no space left on device; exit 3");

        assertThatThrownBy(() -> run(run)).isInstanceOf(RoundFailed.class).hasMessage("one | no space left on device");
        assertThat(cluster.names()).isEmpty();
    }

    /** The first controller closes; its job goes on, and the next finds it and hears all that it says. */
    @Test
    void goesOnWithTheJobThatAnEarlierControllerStarted() throws Exception {
        Path gate = data.resolve("gate");
        String script = "echo begun; while ! test -e " + gate + "; do sleep 0.05; done; echo over";
        KubernetesRun first = running(script);
        CompletableFuture<Void> cut = inBackground(() -> run(first));
        await(() -> cluster.running() == 1);
        first.close();
        assertThatThrownBy(cut::join).hasRootCauseInstanceOf(RoundFailed.class).hasMessageContaining("goes on");

        Files.createFile(gate);
        run(running(script));

        assertThat(job.log()).hasContent("begun\nover");
        assertThat(cluster.asked).filteredOn(line -> line.startsWith("POST")).hasSize(1);
    }

    @Test
    void endsTheJobWhenItIsCancelled() throws Exception {
        KubernetesRun run = running("echo begun; sleep 600");
        CompletableFuture<Void> training = inBackground(() -> run(run));
        await(() -> cluster.running() == 1);

        run.cancel();

        assertThatThrownBy(training::join)
                .hasRootCauseInstanceOf(RoundFailed.class)
                .hasMessageContaining("was stopped");
        assertThat(cluster.running()).isZero();
    }

    /** A bar that is drawn over itself, and a line of the cluster's own. */
    @Test
    void hearsBarsAndWhatTheClusterSays() throws Exception {
        cluster.says = "unable to retrieve container logs for x";

        run(running("printf '1%%|# |\\r 2%%|##|\\r\\n'; echo over"));

        assertThat(job.log()).hasContent("unable to retrieve container logs for x\n 2%|##|\nover");
    }

    @Test
    void saysWhatTheClusterHeldAgainstIt() throws Exception {
        cluster.why = Optional.of("DeadlineExceeded");

        assertThatThrownBy(() -> run(running("echo step 3; exit 1")))
                .hasMessage("DeadlineExceeded: Job was too long | step 3");
    }

    /** A training goes on, though nobody can see what it says. */
    @Test
    void goesOnWhereTheLogCannotBeRead() throws Exception {
        cluster.hidesLogs = true;

        run(running("echo unheard"));

        assertThat(job.log())
                .content()
                .startsWith("the log of fleet/fleetrl-v2-")
                .contains("cannot be read");
        assertThat(cluster.names())
                .as("nothing is left that a later round would take for its own")
                .isEmpty();
    }

    /** More than the API tells at once; the reason stands at its end, and the Job is deleted then. */
    @Test
    void hearsALongLogToItsEnd() throws Exception {
        String script = "head -c 9000000 /dev/zero | tr '\\0' x | fold -w 1000; echo; echo out of memory; exit 1";
        KubernetesRun first = running(script);
        CompletableFuture<Void> cut = inBackground(() -> run(first));
        await(() -> cluster.names().size() == 1);
        first.close();
        assertThatThrownBy(cut::join).hasRootCauseInstanceOf(RoundFailed.class);
        await(() -> cluster.running() == 0);

        KubernetesRun second = running(script);
        assertThatThrownBy(() -> run(second)).hasMessageEndingWith("| out of memory");

        assertThat(Files.size(job.log())).isGreaterThan(8_000_000);
    }

    @Test
    void refusesATemplateThatIsNoJob() throws IOException {
        Path template = Files.writeString(data.resolve("job.yaml"), "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n");
        KubernetesRun run = new KubernetesRun(cluster::client, template, Duration.ofMillis(20));

        assertThatThrownBy(() -> run(run))
                .hasMessage("the job template must be one batch/v1 Job with metadata and spec");
    }

    @Test
    void refusesATemplateThatIsNotYaml() throws IOException {
        Path template = Files.writeString(data.resolve("job.yaml"), "kind: [Job\n");
        KubernetesRun run = new KubernetesRun(cluster::client, template, Duration.ofMillis(20));

        assertThatThrownBy(() -> run(run))
                .isInstanceOf(RoundFailed.class)
                .hasMessageStartingWith("the job template cannot be read: ");
    }

    @Test
    void givesUpWhereTheClusterRefuses() throws IOException {
        Path template = Files.writeString(
                data.resolve("other.yaml"),
                TEMPLATE.formatted("exit 0").replace("namespace: fleet", "namespace: others"));
        KubernetesRun elsewhere = new KubernetesRun(cluster::client, template, Duration.ofMillis(20));

        assertThatThrownBy(() -> run(elsewhere))
                .hasMessageContaining("the Kubernetes API does not let job others/fleetrl-v2");
    }
}
