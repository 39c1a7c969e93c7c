package dev.fleetrl.robot.arm.attended;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.robot.ros.RosWire;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A sensor that says whether a task is done. It is heard on the wire's thread and asked on the control thread. */
public final class SuccessSensor implements Judge {
    private static final long MILLI = 1_000_000L;

    private final Success.BySensor config;
    private final LongSupplier nanos;
    private volatile @Nullable Heard newest;

    private record Heard(boolean isDone, long atNanos) {}

    /** Begins to listen. */
    public SuccessSensor(Success.BySensor config, RosWire wire, LongSupplier nanos) {
        this.config = config;
        this.nanos = nanos;
        wire.subscribe(config.ros(), said -> newest = new Heard(said.data(), nanos.getAsLong()));
    }

    /** Why no episode may begin, in words for a person: what is said already would be believed of it. */
    @Override
    public Optional<String> obstacle() {
        Heard heard = newest;
        if (isSilent(heard)) {
            return Optional.of(config.topic() + ": the sensor that says success is silent");
        }
        return heard != null && heard.isDone()
                ? Optional.of(config.topic() + " says that the task is done already; lay out the scene")
                : Optional.empty();
    }

    @Override
    public void begin(EpisodeId episode) {}

    /** A silent sensor is nobody's failure. */
    @Override
    public Optional<Ending> ending(int steps) {
        Heard heard = newest;
        if (isSilent(heard)) {
            return Optional.of(new Ending(Outcome.ABORTED, "sensor-silent", OutcomeSource.AGENT));
        }
        return heard != null && heard.isDone()
                ? Optional.of(new Ending(Outcome.SUCCESS, "sensor", OutcomeSource.ENVIRONMENT))
                : Optional.empty();
    }

    private boolean isSilent(@Nullable Heard heard) {
        return heard == null || nanos.getAsLong() - heard.atNanos() > config.staleMillis() * MILLI;
    }
}
