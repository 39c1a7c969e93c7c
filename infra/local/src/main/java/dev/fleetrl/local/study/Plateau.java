package dev.fleetrl.local.study;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.evaluation.WilsonInterval;
import dev.fleetrl.local.study.plan.Starts;
import dev.fleetrl.local.study.virtual.Collected;
import dev.fleetrl.local.study.virtual.VirtualSite;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a task's base stops learning: its success against demonstrations and steps, and the expert's. From starts that no study
 * uses, since the number of demonstrations is chosen by them.
 */
public final class Plateau {
    private static final ActionSource EXPERT = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
    private static final long SEED = 1;

    private final VirtualSite site;
    private final TaskId task;
    private final int evaluations;
    private final Consumer<String> lines;

    /** One place of the curve; of the expert, with no steps. */
    public record Point(String who, int demonstrations, int steps, int successes, int trials) {
        /** A row of a table in Markdown. */
        String row() {
            Interval interval = WilsonInterval.of(successes, trials);
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %d of %d | %.0f %% [%.0f, %.0f] |%n",
                    who,
                    demonstrations == 0 ? "" : demonstrations,
                    steps == 0 ? "" : steps,
                    successes,
                    trials,
                    100.0 * successes / trials,
                    100 * interval.low(),
                    100 * interval.high());
        }

        /** In the shape of every benchmark. */
        public Figure figure() {
            String what = steps == 0 ? who : who + ", " + demonstrations + " demonstrations, " + steps + " steps";
            return Figure.ofNote(what, 100.0 * successes / trials, "%");
        }
    }

    public Plateau(VirtualSite site, TaskId task, int evaluations, Consumer<String> lines) {
        this.site = site;
        this.task = task;
        this.evaluations = evaluations;
        this.lines = lines;
    }

    /** The expert first, then every pair; what the site has done before is not done again. */
    public List<Point> run(List<Integer> demonstrations, List<Integer> steps) throws IOException {
        List<Point> points = new ArrayList<>();
        points.add(told(point(
                "expert",
                0,
                0,
                collect("expert-" + evaluations, Cohort.EVALUATION, EXPERT, evaluations, Starts.EXPERT))));
        for (int shown : demonstrations) {
            for (int trained : steps) {
                points.add(told(base(shown, trained)));
            }
        }
        return points;
    }

    /** As a page in Markdown. */
    public static String page(String task, String how, List<Point> points) {
        StringBuilder out = new StringBuilder("# Plateau: " + task + "\n\nMade by " + how + ".\n\n"
                + "| who | demonstrations | steps | successes | success, Wilson 95 % |\n|---|---|---|---|---|\n");
        points.forEach(point -> out.append(point.row()));
        return out.toString();
    }

    private Point told(Point point) {
        lines.accept(point.row().strip());
        return point;
    }

    private Point base(int shown, int trained) throws IOException {
        Collected demonstrations =
                collect("demonstrations-" + shown, Cohort.TRAIN, EXPERT, shown, Starts.PLATEAU_DEMONSTRATIONS);
        String name = "base-" + shown + "-" + trained;
        PolicyVersion version = site.round(new RoundRequest(
                        new RoundId(name),
                        task,
                        new PolicyVersion(name),
                        Optional.empty(),
                        List.of(demonstrations.request().id()),
                        "sft",
                        Optional.empty(),
                        trained,
                        SEED,
                        Map.of(),
                        true))
                .policy()
                .version();
        Collected evaluated = collect(
                "held-out-" + name + "-" + evaluations,
                Cohort.EVALUATION,
                new ActionSource.Policy(version),
                evaluations,
                Starts.PLATEAU_HELD_OUT);
        return point("base", shown, trained, evaluated);
    }

    private static Point point(String who, int shown, int trained, Collected evaluated) {
        int successes = (int) evaluated.episodes().stream()
                .filter(episode -> episode.ending().outcome() == Outcome.SUCCESS)
                .count();
        return new Point(who, shown, trained, successes, evaluated.episodes().size());
    }

    private Collected collect(String id, Cohort cohort, ActionSource driver, int episodes, Starts starts)
            throws IOException {
        return site.collect(
                new CollectionRequest(new CollectionId(id), task, cohort, driver, episodes, starts.first(SEED, 0), 1),
                Guidance.PLAIN);
    }
}
