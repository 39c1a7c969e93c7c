package dev.fleetrl.simulation;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import java.util.Optional;

/**
 * How far an attempt has come.
 *
 * @param stage index into {@link Task#stages}
 * @param metresToGo about how far the tool and the things still have to travel; shrinks while all goes well
 * @param ending when the task is done or can no longer be done
 */
public record Assessment(int stage, double metresToGo, Optional<Ending> ending) {
    public static Assessment ongoing(int stage, double metresToGo) {
        return new Assessment(stage, metresToGo, Optional.empty());
    }

    public static Assessment success(int stage, String reason) {
        return new Assessment(stage, 0, Optional.of(judged(Outcome.SUCCESS, reason)));
    }

    public static Assessment failure(int stage, double metresToGo, String reason) {
        return new Assessment(stage, metresToGo, Optional.of(judged(Outcome.FAILURE, reason)));
    }

    static Ending judged(Outcome outcome, String reason) {
        return new Ending(outcome, reason, OutcomeSource.ENVIRONMENT);
    }
}
