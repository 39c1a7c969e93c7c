package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.policy.openpi.OpenpiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Frame 0 of a connection: who answers, and what the policy that answers by default is like. Stock clients pass over it. */
final class Greeting {
    private static final int PROTOCOL = 1;
    private static final int HASH_BYTES = 8;

    private Greeting() {}

    /** @param policy that answers who names none; none while nothing is published */
    static byte[] of(String server, Optional<PolicyManifest> policy) {
        OpenpiMap.Builder frame = new OpenpiMap.Builder()
                .text("fleetrl/server", server)
                .integer("fleetrl/protocol", PROTOCOL)
                .integer("protocol_version", PROTOCOL);
        policy.ifPresent(manifest -> {
            var unused = frame.text(OpenpiQuestion.VERSION, manifest.version().value())
                    .text("policy_version", manifest.version().value())
                    .integer("action_horizon", manifest.horizon())
                    .integer("action_dim", manifest.actionSize())
                    .texts(
                            "image_keys",
                            manifest.policyCameras().stream()
                                    .map(camera -> "observation/" + camera)
                                    .toList())
                    .text("schema_hash", schemaHash(manifest));
        });
        return frame.encode();
    }

    /** Equal where observation and action are: cameras in their order, sizes of state and action. */
    static String schemaHash(PolicyManifest manifest) {
        String shape = String.join(
                "\n",
                manifest.schema(),
                String.join(",", manifest.policyCameras()),
                Integer.toString(manifest.proprioceptionSize()),
                Integer.toString(manifest.actionSize()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(shape.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
