package dev.fleetrl.local.study.report;

import dev.fleetrl.local.study.report.CurveChart.Curve;
import dev.fleetrl.local.study.report.CurveChart.Point;
import dev.fleetrl.local.study.report.CurveChart.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where a base stops learning: a curve for each number of demonstrations, and the expert's success as a level. */
final class PlateauPicture {
    private PlateauPicture() {}

    static String of(PlateauCurve measured) {
        List<PlateauPoint> points = measured.points();
        List<Tick> ticks = points.stream()
                .filter(point -> !point.isExpert())
                .map(PlateauPoint::steps)
                .distinct()
                .sorted()
                .map(steps -> new Tick(Math.log(steps), String.format(Locale.ROOT, "%,d", steps)))
                .toList();
        List<Curve> curves = new ArrayList<>(bases(points));
        points.stream().filter(PlateauPoint::isExpert).forEach(expert -> curves.add(level(expert, ticks)));
        return CurveChart.of(
                measured.task() + ": where the base stops learning",
                "Held-out starts that no study uses; 95 % intervals.",
                new CurveChart.Horizontal("training steps, logarithmic", ticks),
                List.of(new CurveChart.Panel("success [%]", true, curves)));
    }

    private static List<Curve> bases(List<PlateauPoint> points) {
        TreeMap<Integer, List<PlateauPoint>> byDemonstrations = points.stream()
                .filter(point -> !point.isExpert())
                .collect(Collectors.groupingBy(PlateauPoint::demonstrations, TreeMap::new, Collectors.toList()));
        List<Curve> curves = new ArrayList<>();
        byDemonstrations.forEach((shown, places) -> {
            String colour = curves.size() < Svg.COLOURS.size() ? Svg.COLOURS.get(curves.size()) : Svg.OTHER;
            List<Point> curve = places.stream().map(PlateauPicture::point).toList();
            curves.add(new Curve(shown + " demos", colour, curve, List.of()));
        });
        return curves;
    }

    private static Point point(PlateauPoint base) {
        return new Point(Math.log(base.steps()), base.percent(), Optional.of(base.interval()));
    }

    private static Curve level(PlateauPoint expert, List<Tick> ticks) {
        List<Point> level = ticks.stream()
                .map(tick -> new Point(tick.x(), expert.percent(), Optional.empty()))
                .toList();
        return new Curve(expert.who(), Svg.START, level, List.of());
    }
}
