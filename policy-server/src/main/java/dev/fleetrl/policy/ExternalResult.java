package dev.fleetrl.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.policy.embodiment.Embodiment;
import dev.fleetrl.policy.remote.RemotePolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an external trainer made, in {@code jobs/{version}/result.json}; exactly one of the two.
 *
 * @param artefact folder of a policy in FleetRL's own form, beside the result
 * @param openpi the server that answers for the policy
 */
record ExternalResult(
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Artefact> artefact,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Openpi> openpi) {
    private static final int CONNECTIONS = 2;
    private static final int CONNECT_MILLIS = 3_000;
    private static final int ANSWER_MILLIS = 2_000;
    private static final int FIRST_ANSWER_MILLIS = 120_000;

    ExternalResult {
        if (artefact.isPresent() == openpi.isPresent()) {
            throw new IllegalArgumentException("name either an artefact or openpi");
        }
    }

    /**
     * A policy that this server loads itself.
     *
     * @param folder holds {@code network.json} and {@code saved_model/}; below the job's folder
     * @param executeSteps how many actions of a chunk the robot executes
     */
    record Artefact(String folder, int executeSteps) {
        Artefact {
            positive("executeSteps", executeSteps);
        }
    }

    /**
     * A policy behind an openpi server.
     *
     * @param address such as {@code ws://gpu-1:8000}
     * @param embodiment how observations and actions are named there: one that is built in, such as {@code libero}, or a file below
     *     the job's folder
     * @param horizon actions in a chunk
     * @param actionSize A, after its answers were turned into our terms
     */
    record Openpi(URI address, String embodiment, int horizon, int actionSize, int executeSteps) {
        Openpi {
            positive("horizon", horizon);
            positive("actionSize", actionSize);
            positive("executeSteps", executeSteps);
            if (executeSteps > horizon) {
                throw new IllegalArgumentException("executeSteps " + executeSteps + " is more than the horizon");
            }
            if (!"ws".equals(address.getScheme()) && !"wss".equals(address.getScheme())) {
                throw new IllegalArgumentException("address must begin with ws:// or wss://, not be " + address);
            }
        }

        /** How it is asked. */
        RemotePolicy in(Embodiment embodiment) {
            return new RemotePolicy(
                    address,
                    Optional.empty(),
                    embodiment,
                    horizon,
                    executeSteps,
                    CONNECTIONS,
                    CONNECT_MILLIS,
                    ANSWER_MILLIS,
                    FIRST_ANSWER_MILLIS);
        }
    }

    /** Of a {@code job.json}, what tells whose result lies beside it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Asked(String recipe) {}

    /** None where that job was not trained by others; what a trainer of another recipe has left there is not taken for it. */
    static Optional<ExternalResult> find(Path data, TrainingJob job) throws IOException {
        Path file = folder(data, job.version()).resolve("result.json");
        Path asked = folder(data, job.version()).resolve("job.json");
        if (!Files.exists(file) || !Files.exists(asked) || !isOf(job, asked)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Codec.JSON.decode(ExternalResult.class, Files.readAllBytes(file)));
        } catch (JacksonException e) {
            throw new IOException(
                    file + " is not what docs/external-trainers.md asks for: " + e.getOriginalMessage(), e);
        }
    }

    private static boolean isOf(TrainingJob job, Path asked) throws IOException {
        try {
            return job.recipe()
                    .equals(Codec.JSON
                            .decode(Asked.class, Files.readAllBytes(asked))
                            .recipe());
        } catch (JacksonException e) {
            return false; // of nobody that was asked from here
        }
    }

    static Path folder(Path data, PolicyVersion version) {
        return data.resolve("jobs").resolve(version.value());
    }

    private static void positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, not " + value);
        }
    }
}
