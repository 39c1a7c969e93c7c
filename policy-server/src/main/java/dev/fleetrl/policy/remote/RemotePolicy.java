package dev.fleetrl.policy.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.policy.embodiment.Embodiment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a policy is asked that another server answers for; stands in the artefact as {@code remote.json}. The embodiment stands in it
 * whole, so that an edited file changes nothing that was registered.
 *
 * @param address of an openpi server, such as {@code ws://gpu:8000}
 * @param apiKeyFile name of a file in the policy server's folder of keys; the key itself stands in no artefact
 * @param horizon H of its answers
 * @param executeSteps how many actions of a chunk a robot executes before it asks again
 * @param connections questions that it is asked at a time; openpi's own server answers one after another
 * @param connectMillis for a connection and its first frame
 * @param answerMillis for an answer; later ones are never used
 * @param firstAnswerMillis for the question that is asked while the policy loads; a large network may compile first
 */
public record RemotePolicy(
        URI address,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> apiKeyFile,
        Embodiment embodiment,
        int horizon,
        int executeSteps,
        int connections,
        int connectMillis,
        int answerMillis,
        int firstAnswerMillis) {
    /** Stands where a round's recipe and snapshot would: nothing here was trained. */
    private static final String RECIPE = "remote";

    private static final int MOST_CONNECTIONS = 64;
    private static final int LONGEST_MILLIS = 600_000;

    public RemotePolicy {
        boolean isKnown = List.of("ws", "wss").contains(String.valueOf(address.getScheme()));
        require(
                isKnown && address.getHost() != null && address.getPort() > 0 && isBare(address),
                "address: it should look like ws://host:8000, or wss://, without a user, a query or a fragment");
        require(
                apiKeyFile.map(file -> file.matches("\\w[\\w.-]*")).orElse(true),
                "apiKeyFile: name a file in the policy server's folder remoteKeys, without a path");
        require(executeSteps >= 1 && executeSteps <= horizon, "executeSteps must be 1 to the horizon of " + horizon);
        require(
                connections >= 1 && connections <= MOST_CONNECTIONS,
                "connections must be 1 to " + MOST_CONNECTIONS + ", not " + connections);
        for (int millis : List.of(connectMillis, answerMillis, firstAnswerMillis)) {
            require(
                    millis >= 1 && millis <= LONGEST_MILLIS,
                    "times must be 1 to " + LONGEST_MILLIS + " ms, not " + millis);
        }
    }

    /** What else it held would stand in manifests and logs for all to read, and would not be sent. */
    private static boolean isBare(URI address) {
        return address.getUserInfo() == null && address.getQuery() == null && address.getFragment() == null;
    }

    /** What stands in a file of a key; fails with one clear line that does not hold it. */
    public static String key(Optional<Path> folder, String file) throws IOException {
        Path place = folder.orElseThrow(() ->
                        new IOException("the key " + file + " is asked for, and remoteKeys names no folder of keys"))
                .resolve(file);
        if (!Files.isReadable(place)) {
            throw new IOException("the key " + place + " cannot be read; put it there, on the policy server's machine");
        }
        String key = Files.readString(place).strip();
        if (key.isEmpty() || key.chars().anyMatch(letter -> letter <= ' ' || letter > '~')) {
            throw new IOException("the key " + place + " must be one word of ASCII letters, digits and signs");
        }
        return key;
    }

    /** The manifest of a version that is asked in this way. */
    public PolicyManifest manifest(
            PolicyVersion version, Optional<PolicyVersion> parent, List<TaskId> tasks, String digest) {
        return new PolicyManifest(
                Schema.POLICY,
                version,
                parent,
                tasks,
                List.of(),
                RECIPE,
                new SnapshotId(RECIPE),
                Optional.empty(),
                List.copyOf(embodiment.cameras().keySet()),
                embodiment.proprioception(),
                horizon,
                executeSteps,
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                version.value(),
                digest,
                Optional.of(remote()));
    }

    /** What the manifest says of it. */
    public PolicyManifest.Remote remote() {
        return new PolicyManifest.Remote(
                address.toString(), embodiment.name(), embodiment.actions().actionSize(), connections);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
