package dev.fleetrl.controller.allocation.operators;

import dev.fleetrl.controller.allocation.operators.Need.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Compares needs by one signal after the other; a signal below its threshold counts as 0, and who has only zeros needs nobody.
 */
public final class Lexicographic implements AllocationPolicy {
    private final List<Key> keys;

    /**
     * One signal.
     *
     * @param threshold below it the signal is noise
     */
    record Key(String name, ToDoubleFunction<Signals> signal, double threshold) {
        double of(Signals signals) {
            double value = signal.applyAsDouble(signals);
            return value < threshold ? 0 : value;
        }
    }

    private Lexicographic(Key... keys) {
        this.keys = List.of(keys);
    }

    private static Key blocked() {
        return new Key("blocked", signals -> signals.blocked() ? 1 : 0, 0);
    }

    /** C.U.R. of Fleet-DAgger: constraint violated, then uncertainty, then risk. */
    public static Lexicographic cur(double uncertaintyThreshold, double riskThreshold) {
        return new Lexicographic(
                blocked(),
                new Key("uncertainty", Signals::uncertainty, uncertaintyThreshold),
                new Key("risk", Signals::risk, riskThreshold));
    }

    /** RECAP's value: how far P(success) has fallen from its best in the episode. */
    public static Lexicographic valueDrop(double threshold) {
        return new Lexicographic(blocked(), new Key("value drop", Signals::valueDrop, threshold));
    }

    /** VLAC's progress: how long it has not got on. */
    public static Lexicographic progressStall(double seconds) {
        return new Lexicographic(blocked(), new Key("stalled for", Signals::stalledSeconds, seconds));
    }

    @Override
    public List<Ranked> rank(List<Need> open, long nowMillis, RandomGenerator random) {
        return open.stream().flatMap(need -> ranked(need).stream()).sorted().toList();
    }

    private Optional<Ranked> ranked(Need need) {
        List<Double> score = new ArrayList<>();
        String reason = "";
        for (Key key : keys) {
            double value = key.of(need.signals());
            score.add(value);
            if (reason.isEmpty() && value > 0) {
                reason = key.name() + String.format(Locale.ROOT, " %.2f", value);
            }
        }
        return reason.isEmpty() ? Optional.empty() : Optional.of(new Ranked(need, score, reason));
    }
}
