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
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.evaluation.RatioEstimate;
import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.evaluation.ThroughputRatio;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a slow network costs: one base policy's throughput where its answers take 0, 100 and 200 ms longer, for robots that wait,
 * robots that change over as it comes, and real-time chunking (methods G18). All from the same held-out starts, in virtual time.
 */
public final class LatencyBench {
    private static final List<Integer> ADDED_MILLIS = List.of(0, 100, 200);
    private static final double LEAST_RATIO = 0.97;
    private static final int WORKERS = 2;
    private static final long SEED = 0; // no study has it
    private static final double SECOND = 1e3;
    private static final PolicyVersion BASE = new PolicyVersion("base");
    private static final CollectionId DEMONSTRATIONS = new CollectionId("demonstrations");

    private final Path folder;
    private final TaskId task;
    private final Sizes sizes;
    private final String commit;
    private final Consumer<String> lines;

    /** Episodes that the base is shown, its gradient steps, and the starts that it is evaluated from. */
    public record Sizes(int demonstrations, int baseSteps, int starts) {}

    /** How robots run, and how they fare. */
    record Case(ChunkExecution execution, int addedMillis) {
        String name() {
            return execution.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + addedMillis;
        }

        String words() {
            return execution.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", +" + addedMillis + " ms";
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
        List<Figure> figures = new ArrayList<>();
        Optional<List<EpisodeManifest>> unhindered = Optional.empty();
        for (ChunkExecution execution : ChunkExecution.values()) {
            Optional<List<EpisodeManifest>> soonest = Optional.empty();
            for (int added : ADDED_MILLIS) {
                Case now = new Case(execution, added);
                List<EpisodeManifest> episodes = evaluate(now);
                figures.addAll(fared(now, episodes));
                unhindered = unhindered.or(() -> Optional.of(episodes));
                soonest = soonest.or(() -> Optional.of(episodes));
                figures.addAll(ratio(now, "waiting, +0 ms", episodes, unhindered.orElseThrow(), Optional.empty()));
                Optional<Double> target = execution == ChunkExecution.REAL_TIME_CHUNKING && added > 0
                        ? Optional.of(LEAST_RATIO)
                        : Optional.empty();
                figures.addAll(ratio(now, "the same, +0 ms", episodes, soonest.orElseThrow(), target));
            }
        }
        return figures;
    }

    private List<EpisodeManifest> evaluate(Case now) throws IOException, InterruptedException {
        lines.accept(now.words());
        List<CollectionRequest> halves = halves(now);
        SiteJobs.collect(
                folder,
                new SiteJob(task, 1, commit, halves, List.of(), now.addedMillis(), now.execution()),
                WORKERS,
                lines);
        List<EpisodeManifest> episodes = new ArrayList<>();
        for (CollectionRequest half : halves) {
            Path record = folder.resolve("collections").resolve(half.id() + ".json");
            episodes.addAll(Records.find(record, Collected.class)
                    .orElseThrow(() -> new IOException("the workers left no " + record))
                    .judged());
        }
        return episodes;
    }

    private List<Figure> fared(Case now, List<EpisodeManifest> episodes) throws IOException {
        ThroughputEstimate throughput = ThroughputEstimate.of(
                episodes.stream().map(LatencyBench::robotTime).toList());
        Seams seams = new Seams();
        try (EpisodeStore store = EpisodeStore.open(folder.resolve("episodes"))) {
            episodes.forEach(episode -> seams.add(store.read(episode.file()).steps()));
        }
        double succeeded = 100.0
                * episodes.stream().filter(EpisodeManifest::isAutonomousSuccess).count()
                / episodes.size();
        return List.of(
                Figure.ofNote(now.words() + ", success", succeeded, "%"),
                Figure.ofNote(now.words() + ", throughput, gross", throughput.perHour(), "an hour"),
                Figure.ofNote(now.words() + ", delay of a chunk, mean", seams.meanDelay(), "steps"),
                Figure.ofNote(now.words() + ", jump where chunks change, p95", 1e3 * seams.changes(0.95), "mm"),
                Figure.ofNote(now.words() + ", jump within chunks, p95", 1e3 * seams.within(0.95), "mm"),
                Figure.ofNote(now.words() + ", jerk, RMS", seams.jerk(), "m/s3"));
    }

    /** From the same starts, so pair by pair; a start at which either came to no verdict is left out. */
    static List<Figure> ratio(
            Case now,
            String to,
            List<EpisodeManifest> episodes,
            List<EpisodeManifest> others,
            Optional<Double> target) {
        if (episodes == others) {
            return List.of();
        }
        Map<Long, EpisodeManifest> bySeed = others.stream()
                .collect(Collectors.toMap(episode -> episode.plan().seed(), episode -> episode));
        List<EpisodeManifest> both = episodes.stream()
                .filter(episode -> bySeed.containsKey(episode.plan().seed()))
                .toList();
        RatioEstimate ratio = ThroughputRatio.paired(
                both.stream().map(LatencyBench::robotTime).toList(),
                both.stream()
                        .map(episode -> robotTime(
                                Objects.requireNonNull(bySeed.get(episode.plan().seed()))))
                        .toList());
        String name = now.words() + ", throughput to " + to;
        List<Figure> figures = new ArrayList<>();
        figures.add(target.map(least -> Figure.atLeast(name, ratio.ratio(), "x", least))
                .orElseGet(() -> Figure.ofNote(name, ratio.ratio(), "x")));
        ratio.interval().ifPresent(interval -> {
            figures.add(Figure.ofNote(name + ", lower bound", interval.low(), "x"));
            figures.add(Figure.ofNote(name + ", upper bound", interval.high(), "x"));
        });
        return figures;
    }

    private static ThroughputEstimate.Episode robotTime(EpisodeManifest episode) {
        return new ThroughputEstimate.Episode(episode.isAutonomousSuccess(), episode.durationMillis() / SECOND);
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
