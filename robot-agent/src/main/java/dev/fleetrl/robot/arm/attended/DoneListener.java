package dev.fleetrl.robot.arm.attended;

import dev.fleetrl.contracts.DoneSignal;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the critic's done detector says of the running episode. It looks on from afar, so that it can be out of reach: an
 * episode of which it says nothing for too long is nobody's failure. On the control thread.
 */
final class DoneListener implements Judge {
    private static final long SECOND = 1_000_000_000L;

    private final Success.ByDoneDetector config;
    private final LongSupplier nanos;
    private @Nullable EpisodeId running;
    private long heardAtNanos;
    private boolean isDone;

    DoneListener(Success.ByDoneDetector config, LongSupplier nanos) {
        this.config = config;
        this.nanos = nanos;
    }

    void hear(DoneSignal signal) {
        if (signal.episode().equals(running)) {
            heardAtNanos = nanos.getAsLong();
            isDone |= signal.done();
        }
    }

    /** Whether it can be heard is known once an episode runs. */
    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public void begin(EpisodeId episode) {
        running = episode;
        heardAtNanos = nanos.getAsLong();
        isDone = false;
    }

    @Override
    public Optional<Ending> ending() {
        if (isDone) {
            return Optional.of(new Ending(Outcome.SUCCESS, "done-detector", OutcomeSource.CRITIC));
        }
        return nanos.getAsLong() - heardAtNanos > config.staleSeconds() * SECOND
                ? Optional.of(new Ending(Outcome.ABORTED, Ending.DETECTOR_SILENT, OutcomeSource.AGENT))
                : Optional.empty();
    }
}
