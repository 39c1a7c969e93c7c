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
    private static final String KEY = "authority";

    private final Spool spool;
    private final Executor io;

    AuthorityMemory(Spool spool, Executor io) {
        this.spool = spool;
        this.io = io;
    }

    Optional<Authority> last() {
        return spool.recall(KEY).map(AuthorityMemory::decode);
    }

    void keep(Authority authority) {
        String json = new String(Codec.JSON.encode(Authority.class, authority), StandardCharsets.UTF_8);
        io.execute(() -> spool.remember(KEY, json));
    }

    private static Authority decode(String json) {
        try {
            return Codec.JSON.decode(Authority.class, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the spool holds an authority that cannot be read: " + json, e);
        }
    }
}
