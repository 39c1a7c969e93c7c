package dev.fleetrl.value.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a value function is worth, measured on episodes that it was not trained on, where somebody acts as in training. Without
 * such episodes there is no figure, and a flag says so.
 *
 * <ul>
 *   <li>{@code heldOutEpisodes}, {@code heldOutNll} (two-hot, whatever it was trained with), {@code heldOutMae} (normalised),
 *       {@code spearman} (within a task): how well V knows the returns
 *   <li>{@code pictureGap}: how much NLL rises when each step is shown the pictures of another of its task; near 0, V does not look
 *   <li>{@code valueSuccess}, {@code valueFailure}: mean V of either outcome
 * </ul>
 *
 * @param flags one line each, beginning with {@code ignores-picture:} or {@code not-measured:}
 */
public record ValueHealth(Map<String, Double> metrics, List<String> flags) {
    /**
     * In nats. Bins are 0.005 wide, so a value function that sees anything of how an episode goes gains several tenths; below
     * this it has learned who acts, or which task it is.
     */
    public static final double LEAST_PICTURE_GAP = 0.05;

    public ValueHealth {
        metrics = Map.copyOf(metrics);
        flags = List.copyOf(flags);
    }

    /** @param shuffledNll NLL where each step is shown the pictures of another one */
    static ValueHealth of(HeldOut heldOut, OptionalDouble shuffledNll) {
        Map<String, Double> metrics = new TreeMap<>();
        List<String> flags = new ArrayList<>();
        OptionalDouble nll = heldOut.nll();
        if (nll.isEmpty() || shuffledNll.isEmpty()) {
            flags.add("not-measured: too few episodes to hold any out, so nobody knows what these values are worth");
            return new ValueHealth(metrics, flags);
        }
        double gap = shuffledNll.getAsDouble() - nll.getAsDouble();
        metrics.put("heldOutEpisodes", (double) heldOut.episodes().size());
        metrics.put("heldOutNll", nll.getAsDouble());
        heldOut.meanAbsoluteError().ifPresent(error -> metrics.put("heldOutMae", error));
        metrics.put("spearman", heldOut.spearman());
        metrics.put("pictureGap", gap);
        heldOut.meanValue(true).ifPresent(value -> metrics.put("valueSuccess", value));
        heldOut.meanValue(false).ifPresent(value -> metrics.put("valueFailure", value));
        if (gap <= LEAST_PICTURE_GAP) {
            flags.add(String.format(
                    Locale.ROOT,
                    "ignores-picture: showing other pictures raises the loss by %.3f, less than %.2f",
                    gap,
                    LEAST_PICTURE_GAP));
        }
        return new ValueHealth(metrics, flags);
    }
}
