package dev.fleetrl.local.study;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.evaluation.RatioEstimate;
import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.evaluation.ThroughputRatio;
import dev.fleetrl.local.study.plan.RobotTime;
import dev.fleetrl.local.study.plan.Starts;
import dev.fleetrl.local.study.virtual.Collected;
import dev.fleetrl.local.study.virtual.Records;
import dev.fleetrl.local.study.virtual.SiteJob;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.control.ChunkExecution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a slow network costs: one base policy's throughput where its answers take 0, 100 and 200 ms longer, for robots that wait,
 * robots that change over as it comes, and real-time chunking (methods G18). All from the same held-out starts, in virtual time.
 */
public final class LatencyBench {
    private static final List<Integer> ADDED_MILLIS = List.of(0, 100, 200);
    private static final double LEAST_RATIO = 0.97;
    private static final int WORKERS = 2;
    private static final long SEED = 0; // no study has it
    private static final PolicyVersion BASE = new PolicyVersion("base");
    private static final CollectionId DEMONSTRATIONS = new CollectionId("demonstrations");

    private final Path folder;
    private final TaskId task;
    private final Sizes sizes;
    private final String commit;
    private final Consumer<String> lines;

    /** Episodes that the base is shown, its gradient steps, and the starts that it is evaluated from. */
    public record Sizes(int demonstrations, int baseSteps, int starts) {}

    /** How robots run. */
    record Case(ChunkExecution execution, int addedMillis) {
        String name() {
            return execution.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + addedMillis;
        }

        String words() {
            return execution.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", +" + addedMillis + " ms";
        }
    }

    /**
     * How they fare.
     *
     * @param episodes by their start, with the time that they lasted by the robot's clock, waiting included
     */
    record Fare(Case of, Map<Long, ThroughputEstimate.Episode> episodes, Seams seams) {
        private List<Figure> figures() {
            double succeeded = 100.0
                    * episodes.values().stream()
                            .filter(ThroughputEstimate.Episode::success)
                            .count()
                    / episodes.size();
            double perHour =
                    ThroughputEstimate.of(List.copyOf(episodes.values())).perHour();
            return List.of(
                    Figure.ofNote(of.words() + ", success", succeeded, "%"),
                    Figure.ofNote(of.words() + ", throughput, with waiting", perHour, "an hour"),
                    Figure.ofNote(of.words() + ", delay of a chunk, mean", seams.meanDelay(), "steps"),
                    Figure.ofNote(of.words() + ", jump where chunks change, p95", 1e3 * seams.changes(0.95), "mm"),
                    Figure.ofNote(of.words() + ", jump within chunks, p95", 1e3 * seams.within(0.95), "mm"),
                    Figure.ofNote(of.words() + ", jerk, RMS", seams.jerk(), "m/s3"));
        }
    }

    /** The folder keeps the base and what was evaluated, for the next time. */
    public LatencyBench(Path folder, TaskId task, Sizes sizes, String commit, Consumer<String> lines) {
        this.folder = folder;
        this.task = task;
        this.sizes = sizes;
        this.commit = commit;
        this.lines = lines;
    }

    public List<Figure> run() throws IOException, InterruptedException {
        lines.accept("the base");
        new SiteJob(task, WORKERS, commit, List.of(demonstrations()), List.of(base())).run(folder, "base", lines);
        List<Fare> fares = new ArrayList<>();
        for (ChunkExecution execution : ChunkExecution.values()) {
            for (int added : ADDED_MILLIS) {
                fares.add(evaluate(new Case(execution, added)));
            }
        }
        return figures(fares);
    }

    /** @param fares first where robots wait and nothing is added; of each manner of waiting, first where nothing is added */
    static List<Figure> figures(List<Fare> fares) {
        List<Figure> figures = new ArrayList<>();
        Fare soonest = fares.get(0);
        for (Fare fare : fares) {
            soonest = fare.of().execution() == soonest.of().execution() ? soonest : fare;
            figures.addAll(fare.figures());
            boolean isJudged = fare.of().execution() == ChunkExecution.REAL_TIME_CHUNKING
                    && !fare.of().equals(soonest.of());
            figures.addAll(ratio(fare, "the same, +0 ms", soonest, isJudged));
            figures.addAll(ratio(fare, "waiting, +0 ms", fares.get(0), false));
        }
        return figures;
    }

    private Fare evaluate(Case now) throws IOException, InterruptedException {
        lines.accept(now.words());
        List<CollectionRequest> halves = halves(now);
        SiteJobs.collect(
                folder,
                new SiteJob(task, 1, commit, halves, List.of(), now.addedMillis(), now.execution()),
                WORKERS,
                lines);
        Map<Long, ThroughputEstimate.Episode> episodes = new TreeMap<>();
        Seams seams = new Seams();
        try (EpisodeStore store = EpisodeStore.open(folder.resolve("episodes"))) {
            for (CollectionRequest half : halves) {
                for (EpisodeManifest episode : collected(half).judged()) {
                    List<Step> steps = store.read(episode.file()).steps();
                    seams.add(steps);
                    episodes.put(
                            episode.plan().seed(),
                            new ThroughputEstimate.Episode(
                                    episode.isAutonomousSuccess(), RobotTime.lasted(episode, steps)));
                }
            }
        }
        return new Fare(now, episodes, seams);
    }

    private Collected collected(CollectionRequest request) throws IOException {
        Path record = folder.resolve("collections").resolve(request.id() + ".json");
        return Records.find(record, Collected.class)
                .orElseThrow(() -> new IOException("the workers left no " + record));
    }

    /** From the same starts, so pair by pair; a start at which either came to no verdict is left out. */
    private static List<Figure> ratio(Fare fare, String to, Fare other, boolean isJudged) {
        if (fare.of().equals(other.of())) {
            return List.of();
        }
        List<ThroughputEstimate.Episode> episodes = new ArrayList<>();
        List<ThroughputEstimate.Episode> others = new ArrayList<>();
        fare.episodes()
                .forEach((seed, episode) -> Optional.ofNullable(other.episodes().get(seed))
                        .ifPresent(pair -> {
                            episodes.add(episode);
                            others.add(pair);
                        }));
        RatioEstimate ratio = ThroughputRatio.paired(episodes, others);
        String name = fare.of().words() + ", throughput to " + to;
        List<Figure> figures = new ArrayList<>();
        figures.add(
                isJudged
                        ? Figure.atLeast(name, ratio.ratio(), "x", LEAST_RATIO)
                        : Figure.ofNote(name, ratio.ratio(), "x"));
        ratio.interval().ifPresent(interval -> {
            figures.add(Figure.ofNote(name + ", lower bound", interval.low(), "x"));
            figures.add(Figure.ofNote(name + ", upper bound", interval.high(), "x"));
        });
        return figures;
    }

    private List<CollectionRequest> halves(Case now) {
        List<CollectionRequest> halves = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            int from = sizes.starts() * i / WORKERS;
            int episodes = sizes.starts() * (i + 1) / WORKERS - from;
            CollectionId id = new CollectionId(now.name() + "-" + sizes.starts() + "-" + (i + 1));
            long first = Starts.HELD_OUT.first(SEED, 0) + from;
            ActionSource driver = new ActionSource.Policy(BASE);
            halves.add(new CollectionRequest(id, task, Cohort.EVALUATION, driver, episodes, first, 1));
        }
        return halves;
    }

    private CollectionRequest demonstrations() {
        ActionSource expert = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
        long first = Starts.DEMONSTRATIONS.first(SEED, 0);
        return new CollectionRequest(DEMONSTRATIONS, task, Cohort.TRAIN, expert, sizes.demonstrations(), first, 1);
    }

    private RoundRequest base() {
        return new RoundRequest(
                new RoundId(BASE.value()),
                task,
                BASE,
                Optional.empty(),
                List.of(DEMONSTRATIONS),
                "sft",
                Optional.empty(),
                sizes.baseSteps(),
                SEED,
                Map.of(),
                true);
    }
}
