package dev.fleetrl.controller.retrain.external;

import dev.fleetrl.controller.retrain.RoundFailed;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A Job's manifest with places for what differs between trainings: <code>${fleetrl.name}</code>, <code>${fleetrl.job}</code>
 * (path of {@code job.json} below the data folder), <code>${fleetrl.version}</code>.
 */
record JobTemplate(String yaml) {
    private static final int NAME_LENGTH = 40;
    private static final int DIGEST_LENGTH = 8;

    static JobTemplate read(Path file) throws IOException {
        try {
            return new JobTemplate(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new RoundFailed("there is no job template " + file + "; see externalTrainers in the configuration");
        }
    }

    /** The same name for the same {@code job.json}, so that a Job is found again; another for another. */
    Job of(JobFolder folder) throws IOException {
        String name = name(folder.version().value(), Files.readAllBytes(folder.job()));
        String filled = yaml.replace("${fleetrl.name}", name)
                .replace("${fleetrl.job}", folder.below(folder.job()))
                .replace("${fleetrl.version}", folder.version().value());
        Job job = parsed(filled);
        job.getMetadata().setName(name);
        if (job.getMetadata().getNamespace() == null) {
            throw new RoundFailed("the job template must say metadata.namespace");
        }
        job.getMetadata().getLabels().putAll(Map.of("app.kubernetes.io/managed-by", "fleetrl"));
        return job;
    }

    private static Job parsed(String filled) {
        try {
            if (new KubernetesSerialization().unmarshal(filled) instanceof Job job
                    && job.getMetadata() != null
                    && job.getSpec() != null) {
                return job;
            }
        } catch (IllegalArgumentException | YamlEngineException e) {
            throw new RoundFailed("the job template cannot be read: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        throw new RoundFailed("the job template must be one batch/v1 Job with metadata and spec");
    }

    /** As Kubernetes wants names: small letters, digits and hyphens. */
    static String name(String version, byte[] job) {
        String plain = version.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String start = ("fleetrl-" + plain).substring(0, Math.min(NAME_LENGTH, plain.length() + "fleetrl-".length()));
        return start + "-" + digest(job);
    }

    private static String digest(byte[] job) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(job);
            return HexFormat.of().formatHex(sha256).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
