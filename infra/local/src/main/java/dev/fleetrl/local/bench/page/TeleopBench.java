package dev.fleetrl.local.bench.page;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.bench.page.TabletNotes.Picture;
import dev.fleetrl.local.site.LocalSite;
import dev.fleetrl.local.site.SiteClient;
import dev.fleetrl.local.site.SiteSettings;
import dev.fleetrl.policy.bench.Stopwatch;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How old a picture is when a person sees it, and how soon the arm is sent where a finger asks, while eight robots work: one is
 * driven, seven are on another tablet's wall. All times are of one machine's clock. A picture's age begins just before the simulated camera
 * renders and ends when the frame that shows it was handed to the browser's compositor; what the screen takes comes on top. A motion
 * begins with the touch event's own time stamp and ends with the first other pose that the arm is sent.
 */
public final class TeleopBench {
    private static final int OTHERS = 7;
    private static final double MOST_AGE_MILLIS = 120;
    private static final double MOST_MOTION_MILLIS = 60;
    private static final double WANTED_HZ = 15;
    /** A press whose motion is not seen within this had none. */
    private static final double PATIENCE_MILLIS = 1000;

    private static final int EPISODES = 2000;
    private static final TaskId TASK = new TaskId("pick");
    private static final RobotId DRIVEN = new RobotId("robot-" + (OTHERS + 1));
    private static final int SECOND = 1000;

    private TeleopBench() {}

    /**
     * Measures.
     *
     * @param folder empty
     * @param presses of a pad, about one a second
     */
    public static List<Figure> run(Path folder, int presses, Consumer<String> progress) throws InterruptedException {
        Browser browser = new Browser(progress);
        SiteSettings settings = new SiteSettings(
                folder.resolve("site"),
                OTHERS,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                TASK.value(),
                SiteSettings.ArmKind.SIMULATED,
                Optional.empty());
        try (LocalSite site = LocalSite.start(settings, progress, progress)) {
            URI mqtt = URI.create(site.mqtt());
            DrivenRobot robot = new DrivenRobot(LocalSite.ID, DRIVEN, mqtt, TASK, folder);
            try {
                demonstrate(site);
                String said =
                        browser.run("e2e/teleop.mjs", site.url().toString(), DRIVEN.value(), Integer.toString(presses));
                return figures(TabletNotes.parse(said), robot.arm());
            } finally {
                robot.stop();
            }
        }
    }

    /** All robots work, and record what they do. */
    static void demonstrate(LocalSite site) {
        CollectionId id = new CollectionId("bench");
        ActionSource expert = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
        new SiteClient(site.url())
                .put(
                        CollectionRequest.class,
                        new CollectionRequest(id, TASK, Cohort.TRAIN, expert, EPISODES, 1, 1),
                        "collections",
                        id.value());
    }

    private static List<Figure> figures(TabletNotes notes, WitnessedArm arm) {
        List<Figure> figures = new ArrayList<>();
        List<Picture> live = notes.cockpit();
        spread(figures, "glass to glass, cockpit", ages(live), Optional.of(MOST_AGE_MILLIS));
        figures.add(Figure.ofNote("  of it render and encode, p50", quantile(arm.filmed(), 0.5), "ms"));
        figures.add(Figure.ofNote("  of it render and encode, p95", quantile(arm.filmed(), 0.95), "ms"));
        part(figures, "  of it render to page", live, picture -> picture.received() - picture.taken());
        part(figures, "  of it decode and draw", live, picture -> picture.drawn() - picture.received());
        part(figures, "  of it to the frame's end", live, picture -> picture.shown() - picture.drawn());
        rates(live, notes.millis())
                .forEach((camera, hz) ->
                        figures.add(Figure.atLeast("pictures shown, " + camera, rounded(hz), "1/s", WANTED_HZ)));
        double lost = 100.0 * missing(live) / (missing(live) + live.size());
        figures.add(Figure.ofNote("pictures dropped on the way, cockpit", lost, "%"));
        List<Picture> tiles = notes.wall().stream()
                .filter(picture -> !picture.robot().equals(DRIVEN.value()))
                .toList();
        spread(figures, "glass to glass, wall", ages(tiles), Optional.empty());
        double slowest = rates(tiles, notes.millis()).values().stream()
                .min(Comparator.naturalOrder())
                .orElse(0.0);
        figures.add(Figure.atLeast("pictures shown, slowest tile", slowest, "1/s", 1));
        figures.addAll(motions(notes.presses(), arm.onsets()));
        return figures;
    }

    /** Each press and the first motion after it, before the next press: what comes later is the answer to that one. */
    static List<Figure> motions(List<Optional<Double>> presses, List<Double> onsets) {
        List<Double> millis = new ArrayList<>();
        int still = 0;
        List<Double> felt = presses.stream().flatMap(Optional::stream).toList();
        for (int i = 0; i < felt.size(); i++) {
            double press = felt.get(i);
            double next = i + 1 < felt.size() ? felt.get(i + 1) - press : PATIENCE_MILLIS;
            Optional<Double> motion = onsets.stream()
                    .map(onset -> onset - press)
                    .filter(after -> after > 0 && after < Math.min(PATIENCE_MILLIS, next))
                    .findFirst();
            motion.ifPresent(millis::add);
            still += motion.isPresent() ? 0 : 1;
        }
        List<Figure> figures = new ArrayList<>();
        spread(figures, "pad to motion", millis, Optional.of(MOST_MOTION_MILLIS));
        figures.add(Figure.ofNote("presses the page was not given", presses.size() - felt.size(), ""));
        figures.add(Figure.ofNote("presses without a motion", still, ""));
        return figures;
    }

    private static List<Double> ages(List<Picture> pictures) {
        return pictures.stream()
                .map(picture -> picture.shown() - picture.taken())
                .toList();
    }

    private static void spread(List<Figure> figures, String what, List<Double> millis, Optional<Double> most) {
        double p95 = quantile(millis, 0.95);
        figures.add(Figure.ofNote(what + ", p50", quantile(millis, 0.5), "ms"));
        figures.add(most.map(target -> Figure.atMost(what + ", p95", p95, "ms", target))
                .orElseGet(() -> Figure.ofNote(what + ", p95", p95, "ms")));
        figures.add(Figure.ofNote(what + ", p99", quantile(millis, 0.99), "ms"));
        figures.add(Figure.ofNote(what + ", n", millis.size(), ""));
    }

    private static void part(
            List<Figure> figures, String what, List<Picture> pictures, ToDoubleFunction<Picture> millis) {
        List<Double> values = pictures.stream().map(millis::applyAsDouble).toList();
        figures.add(Figure.ofNote(what + ", p50", quantile(values, 0.5), "ms"));
        figures.add(Figure.ofNote(what + ", p95", quantile(values, 0.95), "ms"));
    }

    /** Pictures a second of each camera. */
    private static Map<String, Double> rates(List<Picture> pictures, double millis) {
        return pictures.stream()
                .collect(Collectors.groupingBy(
                        picture -> picture.robot() + " " + picture.camera(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.counting(), count -> count * SECOND / millis)));
    }

    /** The last half picture is cut off wherever one stops counting. */
    private static double rounded(double hz) {
        return Math.round(hz * 10) / 10.0;
    }

    /** Pictures whose number lies between those of two that were shown. */
    private static long missing(List<Picture> pictures) {
        return pictures.stream()
                .collect(Collectors.groupingBy(
                        picture -> picture.robot() + " " + picture.camera(),
                        Collectors.summarizingLong(Picture::sequence)))
                .values()
                .stream()
                .mapToLong(numbers -> numbers.getMax() - numbers.getMin() + 1 - numbers.getCount())
                .sum();
    }

    private static double quantile(List<Double> values, double part) {
        return values.isEmpty()
                ? Double.NaN
                : Stopwatch.quantile(
                        values.stream().mapToDouble(Double::doubleValue).toArray(), part);
    }
}
