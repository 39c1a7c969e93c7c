package dev.fleetrl.local.study.report;

import dev.fleetrl.evaluation.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lying bars in two columns, a row a thing: what was not measured keeps its row. */
final class BarChart {
    private static final int WIDTH = 900;
    private static final int TOP = 104;
    private static final int ROW = 28;
    private static final int HEADING = 30;
    private static final int BOTTOM = 24;
    private static final int BAR = 11;
    private static final double SEEDS_BELOW = 9.5;
    private static final int NAMES_END = 200;
    private static final double[] FROM = {212, 572};
    private static final double[] LONG = {220, 180};
    private static final double[] VALUES_END = {545, 876};

    private BarChart() {}

    /**
     * What one bar shows.
     *
     * @param seeds the same of each training seed alone
     */
    record Value(double value, Optional<Interval> interval, List<Double> seeds) {
        double most() {
            return Math.max(
                    interval.map(Interval::high).orElse(value),
                    seeds.stream().mapToDouble(seed -> seed).max().orElse(0));
        }
    }

    /**
     * Both columns of one thing.
     *
     * @param group rows of one group stand below its name
     * @param values one a column; none where it was not run
     */
    record Row(String group, String name, String colour, List<Value> values) {}

    /** The first column is in per cent, the second from 0 to what is there. */
    static String of(String title, String note, List<String> columns, List<Row> rows) {
        long groups = rows.stream().map(Row::group).distinct().count();
        int bottom = (int) (TOP + rows.size() * ROW + groups * HEADING);
        Svg svg = new Svg(WIDTH, bottom + BOTTOM, title, note);
        double most = rows.stream()
                .filter(row -> !row.values().isEmpty())
                .mapToDouble(row -> row.values().get(1).most())
                .max()
                .orElse(1);
        List<Scale> scales =
                List.of(Scale.percent(FROM[0], FROM[0] + LONG[0]), Scale.upTo(most, FROM[1], FROM[1] + LONG[1]));
        for (int column = 0; column < scales.size(); column++) {
            axis(svg, columns.get(column), scales.get(column), bottom);
        }
        String group = "";
        double y = TOP;
        for (Row row : rows) {
            if (!row.group().equals(group)) {
                group = row.group();
                svg.text(24, y + HEADING - 9, "start", "quiet", group);
                y += HEADING;
            }
            row(svg, row, scales, y + ROW / 2.0 - 2);
            y += ROW;
        }
        return svg.toString();
    }

    private static void axis(Svg svg, String name, Scale scale, int bottom) {
        svg.text(scale.from(), TOP - 22, "start", "name", name);
        for (double tick : scale.ticks()) {
            svg.line(scale.at(tick), TOP + 4, scale.at(tick), bottom, tick == 0 ? "axis" : "grid");
            svg.text(scale.at(tick), TOP - 3, "middle", "quiet", scale.text(tick));
        }
    }

    private static void row(Svg svg, Row row, List<Scale> scales, double middle) {
        svg.text(NAMES_END, middle + 4.5, "end", "on", row.name());
        if (row.values().isEmpty()) {
            svg.text(FROM[0] + 6, middle + 4.5, "start", "absent", "not run");
        }
        for (int column = 0; column < row.values().size(); column++) {
            Value value = row.values().get(column);
            bar(svg, value, scales.get(column), row.colour(), middle);
            svg.text(VALUES_END[column], middle + 4.5, "end", "on", text(value));
        }
    }

    private static void bar(Svg svg, Value value, Scale scale, String colour, double middle) {
        svg.bar(scale.from(), middle - BAR / 2.0, scale.at(value.value()) - scale.from(), BAR, colour);
        value.interval().ifPresent(interval -> {
            double low = scale.at(interval.low());
            double high = scale.at(interval.high());
            svg.line(low, middle, high, middle, "error");
            svg.line(low, middle - 4, low, middle + 4, "error");
            svg.line(high, middle - 4, high, middle + 4, "error");
        });
        value.seeds().forEach(seed -> svg.circle(scale.at(seed), middle + SEEDS_BELOW, 2, "dot"));
    }

    private static String text(Value value) {
        return String.format(Locale.ROOT, "%.0f", value.value())
                + value.interval()
                        .map(i -> String.format(Locale.ROOT, "  [%.0f, %.0f]", i.low(), i.high()))
                        .orElse("");
    }
}
