package dev.fleetrl.local.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From 0 to a round number, over pixels; downwards where {@code to} is less than {@code from}. */
record Scale(double most, double step, double from, double to) {
    private static final int STEPS = 4;

    /** The steps are 1, 2 or 5 times a power of ten, about four of them; the end is the first of them that holds everything. */
    static Scale upTo(double most, double from, double to) {
        if (!(most > 0)) {
            return new Scale(1, 1, from, to);
        }
        double power = Math.pow(10, Math.floor(Math.log10(most / STEPS)));
        double factor = most / STEPS / power;
        double step = power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
        return new Scale(Math.ceil(most / step - 1e-9) * step, step, from, to);
    }

    /** Per cent, whatever the values are: pictures of success can be laid side by side. */
    static Scale percent(double from, double to) {
        return new Scale(100, 25, from, to);
    }

    double at(double value) {
        return from + value / most * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= most + step / 2; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** With as many decimals as the steps need. */
    String text(double value) {
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
