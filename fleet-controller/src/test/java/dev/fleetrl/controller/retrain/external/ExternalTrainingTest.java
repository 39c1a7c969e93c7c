package dev.fleetrl.controller.retrain.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.controller.Fixtures;
import dev.fleetrl.controller.fleet.SimulatedSite;
import dev.fleetrl.controller.retrain.LocalProcessTraining;
import dev.fleetrl.controller.retrain.RoundFailed;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real child processes. The one that takes results into the policy store stands in for the built-in trainer. */
class ExternalTrainingTest {
    private static final String MAKES =
            "echo one >> $2/runs; echo '{\"artefact\":{\"folder\":\"output\"}}' > $2/jobs/v2/result.json";
    private static final String TAKES_OVER =
            "grep -q artefact $2/jobs/v2/result.json || { echo 'no result'; exit 2; }; mkdir -p $2/policies && cp -r $2/ready $2/policies/v2";

    @TempDir
    Path data;

    private final List<TrainingProgress> told = new ArrayList<>();

    private Future<PolicyManifest> train(TrainingJob job, String trainer, String builtIn) {
        return training(trainer, builtIn).train(job, told::add);
    }

    private ExternalTraining training(String trainer, String builtIn) {
        ExternalTrainer configured = new ExternalTrainer.Command(List.of("sh", "-c", trainer, "trainer"));
        return new ExternalTraining(
                Map.of("pi05", configured.open()),
                new LocalProcessTraining(
                        List.of("sh", "-c", builtIn, "builtin"), data, SimulatedSite.inline(), Runnable::run),
                data,
                SimulatedSite.inline(),
                Runnable::run);
    }

    /** What the stand-in takes into the store. */
    private PolicyManifest ready() throws IOException {
        PolicyManifest manifest = Fixtures.policy(Recorded.V2, Optional.of(Fixtures.V1));
        Path ready = Files.createDirectories(data.resolve("ready"));
        Files.write(ready.resolve("policy.json"), Codec.JSON.encode(PolicyManifest.class, manifest));
        return manifest;
    }

    @Test
    void isTakenIntoTheStoreAndItsProgressTold() throws IOException {
        PolicyManifest manifest = ready();
        String script =
                "echo loading; echo '{\"step\":15,\"steps\":30,\"loss\":0.5,\"secondsLeft\":4}'; echo '{broken'; "
                        + MAKES;

        Future<PolicyManifest> trained = train(Recorded.job(data, 2), script, TAKES_OVER);

        assertThat(trained.result()).isEqualTo(manifest);
        assertThat(told).containsExactly(new TrainingProgress(15, 30, 0.5, 4));
        assertThat(data.resolve("jobs/v2/log.txt")).hasContent("loading\n{broken");
    }

    /** What it is handed can be checked with sha256sum and read without FleetRL. */
    @Test
    void isHandedTheLabelledSnapshot() throws IOException {
        ready();
        TrainingJob job = Recorded.job(data, 2);
        Path labels = Files.createDirectories(data.resolve("labels").resolve(Recorded.LABELS.value()));
        Files.writeString(labels.resolve("practice-1-1-a0.parquet"), "labels");
        String check =
                "cd $2 && sed 's/{\"episode\"/\\n&/g' $1 | sed -nE 's/.*\"file\":\"([^\"]*)\",\"sha256\":\"([^\"]*)\".*/\\2  \\1/p' > sums"
                        + " && test $(wc -l < sums) = 2 && sha256sum -c sums && cp $1 seen.json || exit 1; " + MAKES;

        Future<PolicyManifest> trained = train(job, check, TAKES_OVER);

        assertThat(trained.cause()).isNull();

        ExternalJob seen = Codec.JSON.decode(ExternalJob.class, Files.readAllBytes(data.resolve("seen.json")));
        assertThat(seen.embodiment()).isEqualTo(new ExternalJob.Embodiment(List.of("third"), 1, 7, 10));
        assertThat(seen.settings()).containsEntry("loraRank", 16.0);
        assertThat(seen.episodes()).extracting(ExternalJob.Episode::instruction).containsOnly("pick the red cube");
        assertThat(seen.episodes())
                .extracting(ExternalJob.Episode::labels)
                .containsExactly(Optional.of("labels/round-1/practice-1-1-a0.parquet"), Optional.empty());
    }

    @Test
    void failsWithTheLastLinesThatTheTrainerSaid() throws IOException {
        String script = "echo one; echo two >&2; echo; echo three; echo 'CUDA out of memory' >&2; exit 1";

        assertThat(train(Recorded.job(data, 1), script, TAKES_OVER).cause())
                .isInstanceOf(RoundFailed.class)
                .hasMessage("two | three | CUDA out of memory");
    }

    /** The server that it leaves running holds its output for as long as it runs. */
    @Test
    void mayLeaveAServerRunning() throws IOException {
        ready();
        String server = "sleep 600 & echo $! > $2/server; echo up; ";

        Future<PolicyManifest> trained = train(Recorded.job(data, 1), server + MAKES, TAKES_OVER);

        assertThat(trained.cause()).isNull();
        long pid = Long.parseLong(Files.readString(data.resolve("server")).strip());
        ProcessHandle left = ProcessHandle.of(pid).orElseThrow();
        assertThat(left.isAlive()).isTrue();
        assertThat(left.destroyForcibly()).isTrue();
    }

    /** A bar is drawn over itself; what is no text has no lines. */
    @Test
    void keepsWhatItSaysWithinBounds() throws IOException {
        ready();
        String says = "printf '1%%\\r2%%\\r\\n'; head -c 200000 /dev/zero | tr '\\0' x; echo; ";

        Future<PolicyManifest> trained = train(Recorded.job(data, 1), says + MAKES, TAKES_OVER);

        assertThat(trained.cause()).isNull();
        List<String> lines = Files.readAllLines(data.resolve("jobs/v2/log.txt"));
        assertThat(lines).startsWith("1%", "2%").allMatch(line -> line.length() <= 1 << 16);
        assertThat(String.join("", lines)).hasSize(4 + 200_000);
    }

    /** Its settings may come in any order, of which the log keeps none. */
    @Test
    void isTheSameJobForTheNextController() throws IOException {
        ready();
        TrainingJob job = Recorded.job(data, 1);
        Map<String, Double> backwards = new LinkedHashMap<>();
        List.of("z", "m", "a").forEach(name -> backwards.put(name, 1.0));
        Map<String, Double> forwards = new LinkedHashMap<>();
        List.of("a", "m", "z").forEach(name -> forwards.put(name, 1.0));
        Future<PolicyManifest> first = train(with(job, "pi05", backwards), MAKES, "exit 0");
        assertThat(first.failed())
                .as("the controller died before it was registered")
                .isTrue();
        Files.move(data.resolve("jobs/v2/refused.json"), data.resolve("jobs/v2/result.json"));

        assertThat(train(with(job, "pi05", forwards), MAKES, TAKES_OVER).cause())
                .isNull();

        assertThat(data.resolve("runs")).hasContent("one");
    }

    @Test
    void findsNoCheckpointsOfAnotherJob() throws IOException {
        ready();
        TrainingJob job = Recorded.job(data, 1);
        String resumes = "test -e $2/jobs/v2/output/checkpoint && echo resumed; touch $2/jobs/v2/output/checkpoint; ";
        String fails = resumes + "exit 1";
        assertThat(train(job, fails, TAKES_OVER).cause()).isNotNull();
        assertThat(train(job, fails, TAKES_OVER).cause()).hasMessage("resumed");

        assertThat(train(with(job, "pi05", Map.of("loraRank", 8.0)), fails, TAKES_OVER)
                        .cause())
                .hasMessageContaining("said nothing");
    }

    @Test
    void failsWhereItLeavesNoResult() throws IOException {
        assertThat(train(Recorded.job(data, 1), "exit 0", TAKES_OVER).cause())
                .hasMessageStartingWith("the trainer ended well, but left no " + data.resolve("jobs/v2/result.json"));
    }

    @Test
    void failsWhereASnapshotsEpisodeIsMissing() throws IOException {
        TrainingJob job = Recorded.job(data, 1);
        Files.delete(data.resolve("episodes")
                .resolve(job.snapshot().episodes().get(0).file()));

        assertThat(train(job, MAKES, TAKES_OVER).cause()).hasMessageContaining("practice-1-1-a0.parquet");
    }

    /** The controller died after the training and before it was registered. */
    @Test
    void isNotRunAgainWhereItsResultLiesThere() throws IOException {
        ready();
        TrainingJob job = Recorded.job(data, 1);

        assertThat(train(job, MAKES, TAKES_OVER).succeeded()).isTrue();
        Files.delete(data.resolve("policies/v2/policy.json"));
        Files.delete(data.resolve("policies/v2"));
        assertThat(train(job, MAKES, TAKES_OVER).succeeded()).isTrue();

        assertThat(data.resolve("runs")).hasContent("one");
    }

    @Test
    void isRunAnewWhereItsResultWasRefused() throws IOException {
        ready();
        TrainingJob job = Recorded.job(data, 1);

        assertThat(train(job, MAKES, "echo 'saved_model is broken'; exit 2").cause())
                .hasMessage("saved_model is broken");
        assertThat(train(job, MAKES, TAKES_OVER).succeeded()).isTrue();

        assertThat(data.resolve("runs")).hasContent("one\none");
    }

    private static TrainingJob with(TrainingJob job, String recipe, Map<String, Double> settings) {
        return new TrainingJob(
                job.version(), job.parent(), job.snapshot(), job.labelRun(), recipe, job.steps(), job.seed(), settings);
    }

    @Test
    void leavesOtherRecipesToTheBuiltInTrainer() throws IOException {
        ready();
        TrainingJob job = Recorded.job(data, 1);

        assertThat(train(
                                with(job, "sft", job.settings()),
                                "exit 1",
                                "mkdir $2/policies && cp -r $2/ready $2/policies/v2")
                        .succeeded())
                .isTrue();
    }
}
