package dev.fleetrl.local.study;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.study.plan.Starts;
import dev.fleetrl.local.study.virtual.Cost;
import dev.fleetrl.local.study.virtual.SiteJob;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How long one whole round takes: practice, value function and labels, critic, policy, evaluation. On two cores: what robots do
 * is shared out to two processes of one thread, what is trained has two threads. The base is made before, and not counted.
 */
public final class RoundBench {
    /** Eight minutes. */
    private static final double TARGET_SECONDS = 480;

    private static final String COMMIT = "not told"; // nobody reads its data
    private static final int CORES = 2;
    private static final long SEED = 0; // no study has it
    private static final PolicyVersion BASE = new PolicyVersion("base");
    private static final PolicyVersion RECAP = new PolicyVersion("recap");
    private static final CollectionId DEMONSTRATIONS = new CollectionId("demonstrations");

    private final Path folder;
    private final TaskId task;
    private final Sizes sizes;
    private final Consumer<String> lines;

    /** How large the base and the round are: episodes, and gradient steps. */
    public record Sizes(
            int demonstrations,
            int baseSteps,
            int practice,
            int valueSteps,
            int criticSteps,
            int policySteps,
            int evaluation) {
        /** Whether it is the round that the target is about. */
        boolean isWhole() {
            return practice >= 300 && policySteps >= 2500 && evaluation >= 200;
        }
    }

    /** What is measured apart. */
    enum Stage {
        PRACTICE("practice"),
        LABELS("value and labels"),
        CRITIC("critic"),
        POLICY("policy"),
        EVALUATION("evaluation");

        private final String words;

        Stage(String words) {
            this.words = words;
        }

        /** By the word that label run and training say of what they do. */
        static Stage ofRound(String doing) {
            if (doing.startsWith("training ")) {
                return POLICY;
            }
            return doing.contains("critic") || doing.contains("progress") ? CRITIC : LABELS;
        }
    }

    /** The folder keeps the base, for the next time. */
    public RoundBench(Path folder, TaskId task, Sizes sizes, Consumer<String> lines) {
        this.folder = folder;
        this.task = task;
        this.sizes = sizes;
        this.lines = lines;
    }

    public List<Figure> run() throws IOException, InterruptedException {
        Path base = folder.resolve("base");
        lines.accept("the base, which is not counted");
        new SiteJob(task, CORES, COMMIT, List.of(demonstrations()), List.of(base())).run(base, "base", lines);
        Path data = folder.resolve("round");
        SiteFolders.copy(base, data);
        Map<Stage, Cost> spent = new LinkedHashMap<>();
        lines.accept("the round");
        Cost start = Cost.now();
        spent.put(Stage.PRACTICE, collect(data, practice()));
        new SiteJob(task, CORES, COMMIT, List.of(), List.of(recap()))
                .run(data, "round", lines)
                .forEach((doing, cost) -> spent.merge(Stage.ofRound(doing), cost, Cost::plus));
        spent.put(Stage.EVALUATION, collect(data, evaluation()));
        return figures(sizes, spent, Cost.since(start).seconds());
    }

    static List<Figure> figures(Sizes sizes, Map<Stage, Cost> spent, double seconds) {
        List<Figure> figures = new ArrayList<>();
        spent.forEach((stage, cost) -> {
            figures.add(Figure.ofNote(stage.words, cost.seconds(), "s"));
            figures.add(Figure.ofNote(stage.words + ", CPU", cost.cpuSeconds(), "s"));
        });
        figures.add(
                sizes.isWhole()
                        ? Figure.atMost("the whole round", seconds, "s", TARGET_SECONDS)
                        : Figure.ofNote("a smaller round", seconds, "s"));
        double cpu = spent.values().stream().mapToDouble(Cost::cpuSeconds).sum();
        figures.add(Figure.ofNote("all of it, CPU", cpu, "s"));
        return figures;
    }

    /** At once; seconds on the wall, and the processors' time of all. */
    private Cost collect(Path data, List<CollectionRequest> collections) throws IOException, InterruptedException {
        Cost start = Cost.now();
        double cpu = SiteJobs.collect(data, new SiteJob(task, 1, COMMIT, collections, List.of()), CORES, lines);
        return new Cost(Cost.since(start).seconds(), cpu);
    }

    private CollectionRequest demonstrations() {
        ActionSource expert = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
        return collection(DEMONSTRATIONS, Cohort.TRAIN, expert, sizes.demonstrations(), Starts.DEMONSTRATIONS, 0);
    }

    private List<CollectionRequest> practice() {
        return halves("practice", Cohort.TRAIN, BASE, sizes.practice(), Starts.PRACTICE);
    }

    private List<CollectionRequest> evaluation() {
        return halves("evaluation", Cohort.EVALUATION, RECAP, sizes.evaluation(), Starts.HELD_OUT);
    }

    private List<CollectionRequest> halves(
            String name, Cohort cohort, PolicyVersion driver, int episodes, Starts starts) {
        List<CollectionRequest> halves = new ArrayList<>();
        for (int i = 0; i < CORES; i++) {
            int from = episodes * i / CORES;
            int to = episodes * (i + 1) / CORES;
            CollectionId id = new CollectionId(name + "-" + (i + 1));
            halves.add(collection(id, cohort, new ActionSource.Policy(driver), to - from, starts, from));
        }
        return halves;
    }

    private CollectionRequest collection(
            CollectionId id, Cohort cohort, ActionSource driver, int episodes, Starts starts, int from) {
        return new CollectionRequest(id, task, cohort, driver, episodes, starts.first(SEED, 0) + from, 1);
    }

    private RoundRequest base() {
        return round(BASE, Optional.empty(), List.of(DEMONSTRATIONS), Optional.empty(), sizes.baseSteps());
    }

    private RoundRequest recap() {
        CollectionId[] practised =
                practice().stream().map(CollectionRequest::id).toArray(CollectionId[]::new);
        List<CollectionId> data = new ArrayList<>(List.of(DEMONSTRATIONS));
        data.addAll(List.of(practised));
        LabelSettings labels = LabelSettings.fineTuning(practised)
                .truncateAtTakeover(true)
                .valueSteps(sizes.valueSteps())
                .criticSteps(sizes.criticSteps())
                .seed(SEED)
                .settings();
        return round(RECAP, Optional.of(BASE), data, Optional.of(labels), sizes.policySteps());
    }

    private RoundRequest round(
            PolicyVersion version,
            Optional<PolicyVersion> parent,
            List<CollectionId> data,
            Optional<LabelSettings> labels,
            int steps) {
        return new RoundRequest(
                new RoundId(version.value()),
                task,
                version,
                parent,
                data,
                labels.isPresent() ? "recap" : "sft",
                labels,
                steps,
                SEED,
                Map.of(),
                true);
    }
}
