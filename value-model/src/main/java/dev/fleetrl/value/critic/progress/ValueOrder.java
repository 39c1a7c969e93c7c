package dev.fleetrl.value.critic.progress;

import dev.fleetrl.evaluation.RankCorrelation;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well the values of one episode keep the order of time (VLAC Sec. 4.3).
 *
 * @param voc Value Order Correlation: Spearman's ρ of v_1…v_T with 1…T
 * @param vroc the same with every pair reversed and its answer negated; a critic that guesses from one picture has it lower
 * @param negativeRate NR: share of forward pairs with c < 0
 */
public record ValueOrder(double voc, double vroc, double negativeRate) {
    /**
     * Measures one episode.
     *
     * @param forward c_{max(0, i - dt), i}; shape [T + 1], the first is not read
     * @param reversed c_{i, max(0, i - dt)}; the same shape
     * @param stride dt in steps
     */
    public static ValueOrder of(double[] forward, double[] reversed, int stride, ValueRecursion recursion) {
        if (forward.length < 2) {
            throw new IllegalArgumentException("an episode of one frame has no order");
        }
        double[] negated = Arrays.stream(reversed).map(c -> -c).toArray();
        long back = Arrays.stream(forward, 1, forward.length).filter(c -> c < 0).count();
        return new ValueOrder(
                correlation(recursion.curve(forward, stride)),
                correlation(recursion.curve(negated, stride)),
                (double) back / (forward.length - 1));
    }

    /** VOC of a curve; its first value is not compared, for it is 0 by definition. */
    public static double correlation(double[] curve) {
        double[] values = Arrays.copyOfRange(curve, 1, curve.length);
        return RankCorrelation.of(
                values, IntStream.range(0, values.length).asDoubleStream().toArray());
    }

    /** VOC-F1, the harmonic mean; 0 where either correlation is not positive, for the formula means nothing there. */
    public double f1() {
        return voc <= 0 || vroc <= 0 ? 0 : 2 * voc * vroc / (voc + vroc);
    }
}
