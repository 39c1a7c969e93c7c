package dev.fleetrl.policy.embodiment;

import com.fasterxml.jackson.core.JacksonException;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.policy.openpi.OpenpiMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The embodiments that a process knows.
 *
 * @param all two that both fit a frame: the first counts
 */
public record Embodiments(List<Embodiment> all) {
    /** Of our own robots; their frames say all by themselves and are never looked up here. */
    public static final String OWN = "fleetrl";

    private static final List<String> SHIPPED = List.of(OWN, "droid", "libero", "aloha");

    public Embodiments {
        all = List.copyOf(all);
    }

    /** Those that come with FleetRL. */
    public static Embodiments shipped() {
        List<Embodiment> all = new ArrayList<>();
        for (String name : SHIPPED) {
            try (InputStream file = Objects.requireNonNull(Embodiments.class.getResourceAsStream(name + ".yaml"))) {
                all.add(read(name + ".yaml", file.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Embodiments(all);
    }

    /**
     * Reads one file; fails with one clear line.
     *
     * @param file its name, for that line
     */
    public static Embodiment read(String file, byte[] yaml) throws IOException {
        try {
            return Codec.YAML.decode(Embodiment.class, yaml);
        } catch (JacksonException e) {
            String reason = e.getCause() instanceof IllegalArgumentException cause
                    ? cause.getMessage()
                    : e.getOriginalMessage();
            throw new IOException(file + " is no embodiment: " + reason, e);
        }
    }

    /** The same with others, which come before those that are shipped. */
    public Embodiments with(List<Embodiment> others) {
        List<Embodiment> both = new ArrayList<>(others);
        both.addAll(all);
        return new Embodiments(both);
    }

    public Optional<Embodiment> named(String name) {
        return all.stream().filter(embodiment -> embodiment.name().equals(name)).findFirst();
    }

    /** Of which embodiment a client's frame is; none where it is in our own terms. */
    public Optional<Embodiment> of(OpenpiMap frame) {
        return all.stream()
                .filter(embodiment -> !embodiment.name().equals(OWN) && embodiment.fits(frame))
                .findFirst();
    }
}
