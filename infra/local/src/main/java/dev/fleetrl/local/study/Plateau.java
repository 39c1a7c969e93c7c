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
import dev.fleetrl.evaluation.Trials;
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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Where a task's base stops learning: its success against demonstrations and steps, and the expert's. From starts that no study
 * uses, since the number of demonstrations is chosen by them.
 */
public final class Plateau {
    private static final ActionSource EXPERT = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
    private static final int FIRST_SEED = 1;

    private final VirtualSite site;
    private final TaskId task;
    private final int evaluations;
    private final int trainings;
    private final Consumer<String> lines;
    private final SortedSet<String> commits = new TreeSet<>();

    /**
     * Of one site.
     *
     * @param evaluations held-out starts of each training
     * @param trainings seeds, each with demonstrations of its own
     */
    public Plateau(VirtualSite site, TaskId task, int evaluations, int trainings, Consumer<String> lines) {
        this.site = site;
        this.task = task;
        this.evaluations = evaluations;
        this.trainings = trainings;
        this.lines = lines;
    }

    /** The expert first, then every pair; what the site has done before is not done again. */
    public List<PlateauPoint> run(List<Integer> demonstrations, List<Integer> steps) throws IOException {
        List<PlateauPoint> points = new ArrayList<>();
        points.add(told(new PlateauPoint("expert", 0, 0, List.of(expert()))));
        for (int shown : demonstrations) {
            for (int trained : steps) {
                points.add(told(base(shown, trained)));
            }
        }
        return points;
    }

    /** Of the sources that made what {@link #run} answered; more than one where it went on from before. */
    public List<String> commits() {
        return List.copyOf(commits);
    }

    private PlateauPoint told(PlateauPoint point) {
        lines.accept(point.row().strip());
        return point;
    }

    private Trials expert() throws IOException {
        String id = "expert-" + evaluations;
        return trials(collect(id, Cohort.EVALUATION, EXPERT, evaluations, Starts.EXPERT, FIRST_SEED));
    }

    private PlateauPoint base(int shown, int trained) throws IOException {
        List<Trials> each = new ArrayList<>();
        for (int seed = FIRST_SEED; seed < FIRST_SEED + trainings; seed++) {
            Trials trials = base(shown, trained, seed);
            lines.accept("  base-" + shown + "-" + trained + ", training " + seed + " of " + trainings + ": "
                    + trials.successes() + " of " + trials.trials());
            each.add(trials);
        }
        return new PlateauPoint("base", shown, trained, each);
    }

    private Trials base(int shown, int trained, int seed) throws IOException {
        String of = seed == FIRST_SEED ? "" : "-seed-" + seed;
        Collected demonstrations = collect(
                "demonstrations-" + shown + of, Cohort.TRAIN, EXPERT, shown, Starts.PLATEAU_DEMONSTRATIONS, seed);
        String name = "base-" + shown + "-" + trained + of;
        PolicyVersion version = new PolicyVersion(name);
        commits.add(site.round(new RoundRequest(
                        new RoundId(name),
                        task,
                        version,
                        Optional.empty(),
                        List.of(demonstrations.request().id()),
                        "sft",
                        Optional.empty(),
                        trained,
                        seed,
                        Map.of(),
                        true))
                .commit());
        return trials(collect(
                "held-out-" + name + "-" + evaluations,
                Cohort.EVALUATION,
                new ActionSource.Policy(version),
                evaluations,
                Starts.PLATEAU_HELD_OUT,
                seed));
    }

    private static Trials trials(Collected evaluated) {
        int successes = (int) evaluated.judged().stream()
                .filter(episode -> episode.ending().outcome() == Outcome.SUCCESS)
                .count();
        return new Trials(successes, evaluated.judged().size());
    }

    private Collected collect(String id, Cohort cohort, ActionSource driver, int episodes, Starts starts, int seed)
            throws IOException {
        Collected collected = site.collect(
                new CollectionRequest(new CollectionId(id), task, cohort, driver, episodes, starts.first(seed, 0), 1),
                Guidance.PLAIN);
        commits.add(collected.commit());
        return collected;
    }
}
