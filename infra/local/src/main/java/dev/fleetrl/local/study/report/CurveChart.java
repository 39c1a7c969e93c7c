package dev.fleetrl.local.study.report;

import dev.fleetrl.evaluation.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Curves in up to two panels beside each other. Each carries its name at its end, so that there is no legend to look up. */
final class CurveChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 400;
    private static final int TOP = 108;
    private static final int BOTTOM = 336;
    private static final double LEFT = 70;
    private static final double NAMES = 150;
    private static final double GAP = 40;
    private static final double INSET = 16;
    private static final double LINE = 16;
    private static final double VALUE = 40;

    private CurveChart() {}

    /** A place of a curve. */
    record Point(double x, double y, Optional<Interval> interval) {}

    /**
     * A curve.
     *
     * @param threads the same of each training seed alone, drawn thin
     */
    record Curve(String name, String colour, List<Point> points, List<List<Point>> threads) {}

    /** What stands at a place of the horizontal axis. */
    record Tick(double x, String words) {}

    /** The horizontal axis, which all panels share. */
    record Horizontal(String name, List<Tick> ticks) {
        double first() {
            return ticks.stream().mapToDouble(Tick::x).min().orElse(0);
        }

        double last() {
            return ticks.stream().mapToDouble(Tick::x).max().orElse(1);
        }
    }

    /** Curves over one pair of axes. */
    record Panel(String name, boolean isPercent, List<Curve> curves) {
        Scale scale() {
            double most = curves.stream()
                    .flatMap(curve -> all(curve).stream())
                    .mapToDouble(point -> point.interval().map(Interval::high).orElse(point.y()))
                    .max()
                    .orElse(1);
            return isPercent ? Scale.percent(BOTTOM, TOP) : Scale.upTo(most, BOTTOM, TOP);
        }

        String text(double value) {
            return String.format(Locale.ROOT, isPercent || value >= 10 ? "%.0f" : "%.2f", value);
        }
    }

    /** Where a panel lies, from its left to its right edge. */
    private record Frame(Panel panel, Scale y, Horizontal horizontal, double left, double right) {
        double x(double value) {
            double first = horizontal.first();
            double last = horizontal.last();
            double share = last > first ? (value - first) / (last - first) : 0.5;
            return left + INSET + share * (right - left - 2 * INSET);
        }
    }

    static String of(String title, String note, Horizontal horizontal, List<Panel> panels) {
        Svg svg = new Svg(WIDTH, HEIGHT, title, note);
        double room = (WIDTH - LEFT - GAP * (panels.size() - 1)) / panels.size() - NAMES;
        for (int i = 0; i < panels.size(); i++) {
            double left = LEFT + i * (room + NAMES + GAP);
            Panel panel = panels.get(i);
            Frame frame = new Frame(panel, panel.scale(), horizontal, left, left + room);
            axes(svg, frame);
            panel.curves().forEach(curve -> draw(svg, frame, curve));
            names(svg, frame);
        }
        return svg.toString();
    }

    private static void axes(Svg svg, Frame frame) {
        svg.text(frame.left(), TOP - 20, "start", "name", frame.panel().name());
        for (double tick : frame.y().ticks()) {
            double y = frame.y().at(tick);
            svg.line(frame.left(), y, frame.right(), y, tick == 0 ? "axis" : "grid");
            svg.text(frame.left() - 8, y + 4, "end", "quiet", frame.y().text(tick));
        }
        for (Tick tick : frame.horizontal().ticks()) {
            double x = frame.x(tick.x());
            svg.line(x, BOTTOM, x, BOTTOM + 5, "axis");
            svg.text(x, BOTTOM + 20, "middle", "quiet", tick.words());
        }
        double middle = (frame.left() + frame.right()) / 2;
        svg.text(middle, BOTTOM + 42, "middle", "on", frame.horizontal().name());
    }

    private static void draw(Svg svg, Frame frame, Curve curve) {
        curve.threads().forEach(thread -> svg.path(path(frame, thread), "thread " + curve.colour()));
        svg.path(path(frame, curve.points()), "line " + curve.colour());
        for (Point point : curve.points()) {
            double x = frame.x(point.x());
            point.interval()
                    .ifPresent(i ->
                            svg.line(x, frame.y().at(i.low()), x, frame.y().at(i.high()), "band " + curve.colour()));
            svg.circle(x, frame.y().at(point.y()), 4, curve.colour());
        }
    }

    private static String path(Frame frame, List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    path.isEmpty() ? "M" : " L",
                    frame.x(point.x()),
                    frame.y().at(point.y())));
        }
        return path.toString();
    }

    /** Beside the curves' ends, from the highest down. */
    private static void names(Svg svg, Frame frame) {
        List<Curve> curves = frame.panel().curves().stream()
                .filter(curve -> !curve.points().isEmpty())
                .sorted(Comparator.comparingDouble(curve -> -last(curve).y()))
                .toList();
        double[] places = apart(curves.stream()
                .mapToDouble(curve -> frame.y().at(last(curve).y()))
                .toArray());
        for (int i = 0; i < places.length; i++) {
            Curve curve = curves.get(i);
            Point end = last(curve);
            double beside = frame.right() + 8;
            svg.line(frame.x(end.x()) + 7, frame.y().at(end.y()), beside - 4, places[i], "thread " + curve.colour());
            svg.text(
                    beside,
                    places[i] + 4.5,
                    "start",
                    "name on " + curve.colour(),
                    frame.panel().text(end.y()));
            svg.text(beside + VALUE, places[i] + 4.5, "start", "on", curve.name());
        }
    }

    /** A line apart, from the top down; none below the axis. */
    static double[] apart(double[] wanted) {
        double[] places = wanted.clone();
        for (int i = 1; i < places.length; i++) {
            places[i] = Math.max(places[i], places[i - 1] + LINE);
        }
        double lowest = BOTTOM - 4;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = Math.min(places[i], lowest);
            lowest = places[i] - LINE;
        }
        return places;
    }

    private static Point last(Curve curve) {
        return curve.points().get(curve.points().size() - 1);
    }

    private static List<Point> all(Curve curve) {
        List<Point> all = new ArrayList<>(curve.points());
        curve.threads().forEach(all::addAll);
        return all;
    }
}
