package dev.fleetrl.local.study;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.study.plan.Starts;
import dev.fleetrl.local.study.report.PlateauPoint;
import dev.fleetrl.local.study.virtual.Collected;
import dev.fleetrl.local.study.virtual.VirtualSite;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    public Plateau(VirtualSite site, TaskId task, int evaluations, Consumer<String> lines) {
        this.site = site;
        this.task = task;
        this.evaluations = evaluations;
        this.lines = lines;
    }

    /** The expert first, then every pair; what the site has done before is not done again. */
    public List<PlateauPoint> run(List<Integer> demonstrations, List<Integer> steps) throws IOException {
        List<PlateauPoint> points = new ArrayList<>();
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
    public static String page(String task, String how, List<PlateauPoint> points) {
        StringBuilder out = new StringBuilder("# Plateau: " + task + "\n\nMade by " + how + ".\n\n"
                + "| who | demonstrations | steps | successes | success, Wilson 95 % |\n|---|---|---|---|---|\n");
        points.forEach(point -> out.append(point.row()));
        return out.toString();
    }

    private PlateauPoint told(PlateauPoint point) {
        lines.accept(point.row().strip());
        return point;
    }

    private PlateauPoint base(int shown, int trained) throws IOException {
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

    private static PlateauPoint point(String who, int shown, int trained, Collected evaluated) {
        int successes = (int) evaluated.judged().stream()
                .filter(episode -> episode.ending().outcome() == Outcome.SUCCESS)
                .count();
        return new PlateauPoint(
                who, shown, trained, successes, evaluated.judged().size());
    }

    private Collected collect(String id, Cohort cohort, ActionSource driver, int episodes, Starts starts)
            throws IOException {
        return site.collect(
                new CollectionRequest(new CollectionId(id), task, cohort, driver, episodes, starts.first(SEED, 0), 1),
                Guidance.PLAIN);
    }
}
