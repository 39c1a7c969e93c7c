package dev.fleetrl.robot.arm.attended;

import dev.fleetrl.contracts.DoneSignal;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the critic's done detector says of the running episode. It looks on from afar, so that it can be late or out of reach:
 * an episode of whose last steps it says nothing is nobody's failure. On the control thread.
 */
final class DoneListener implements Judge {
    private final int staleSteps;
    private @Nullable EpisodeId running;
    private int looked;
    private @Nullable Ending ending;

    /** @param staleSteps that may pass since the last one that was looked at */
    DoneListener(int staleSteps) {
        this.staleSteps = staleSteps;
    }

    void hear(DoneSignal signal) {
        if (!signal.episode().equals(running)) {
            return;
        }
        if (signal.done() && ending == null) {
            ending = done(signal);
        }
        looked = Math.max(looked, signal.step());
    }

    /** What was done already at the first look is no work of this episode, and neither is what became done while nobody drove. */
    private Ending done(DoneSignal signal) {
        if (looked == 0) {
            return new Ending(Outcome.ABORTED, Ending.DONE_AT_START, OutcomeSource.AGENT);
        }
        return signal.held()
                ? new Ending(Outcome.ABORTED, Ending.DONE_WHILE_HELD, OutcomeSource.AGENT)
                : new Ending(Outcome.SUCCESS, "done-detector", OutcomeSource.CRITIC);
    }

    /** Whether it can be heard is known once an episode runs. */
    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public void begin(EpisodeId episode) {
        running = episode;
        looked = 0;
        ending = null;
    }

    @Override
    public Optional<Ending> ending(int steps) {
        return ending == null && steps - looked > staleSteps
                ? Optional.of(new Ending(Outcome.ABORTED, Ending.DETECTOR_SILENT, OutcomeSource.AGENT))
                : Optional.ofNullable(ending);
    }
}
