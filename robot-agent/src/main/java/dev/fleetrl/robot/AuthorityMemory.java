package dev.fleetrl.robot;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.robot.spool.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Who moved the arm last, across restarts: what was stopped stays stopped. */
final class AuthorityMemory {
    private final KeptFact kept;

    AuthorityMemory(Spool spool, Executor io) {
        kept = new KeptFact(spool, io, "authority");
    }

    Optional<Authority> last() {
        return kept.last().map(AuthorityMemory::decode);
    }

    void keep(Authority authority) {
        kept.keep(new String(Codec.JSON.encode(Authority.class, authority), StandardCharsets.UTF_8));
    }

    void retry() {
        kept.retry();
    }

    /** What a person should know of the disk; empty if all is well. */
    String trouble() {
        return kept.trouble().isEmpty() ? "" : "who moved the arm last is " + kept.trouble();
    }

    private static Authority decode(String json) {
        try {
            return Codec.JSON.decode(Authority.class, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the spool holds an authority that cannot be read: " + json, e);
        }
    }
}
