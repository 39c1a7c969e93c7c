package dev.fleetrl.local.study;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.LabelRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.SnapshotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.evaluation.AreaUnderRoc;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Variant;
import dev.fleetrl.local.study.virtual.Collected;
import dev.fleetrl.local.study.virtual.Records;
import dev.fleetrl.local.study.virtual.ValueReference;
import dev.fleetrl.value.critic.CriticConfig;
import dev.fleetrl.value.critic.CriticManifest;
import dev.fleetrl.value.critic.CriticReport;
import dev.fleetrl.value.critic.CriticRun;
import dev.fleetrl.value.critic.watch.AlarmValue;
import dev.fleetrl.value.critic.watch.WatchConfig;
import dev.fleetrl.value.critic.watch.Watched;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What a progress critic is worth on the held-out episodes of a study's own policies, which fail in ways that nobody wrote down.
 * It learns from what the study's first round learned from, demonstrations and practice; the study's data stay as they are.
 */
public final class CriticBench {
    private static final double TARGET = 0.9;
    private static final WatchConfig WATCH = ValueReference.watch();
    private static final double LEAD_SECONDS = 1;
    private static final int TOLD_EVERY = 100;
    private static final int DRAWS = 2000;
    private static final List<Integer> CALLS_PER_HOUR = List.of(60, 120, 240);

    private final StudyFolder study;
    private final String task;
    private final int steps;
    private final Consumer<String> lines;

    /**
     * Starts nothing.
     *
     * @param steps of training
     */
    public CriticBench(StudyFolder study, String task, int steps, Consumer<String> lines) {
        this.study = study;
        this.task = task;
        this.steps = steps;
        this.lines = lines;
    }

    /** Of so many seeds; a critic that is there is not trained again. */
    public List<Figure> run(long firstSeed, int seeds) throws IOException {
        List<Map<String, Double>> measured = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            Map<String, Double> one = measure(new Cell(task, Variant.START.name(), seed, 0));
            lines.accept("seed " + seed + ": " + one);
            measured.add(one);
        }
        return figures(measured);
    }

    /** Means over the seeds that have the figure, and the lowest of those with a target. */
    static List<Figure> figures(List<Map<String, Double>> seeds) {
        Map<String, List<Double>> byName = new LinkedHashMap<>();
        seeds.forEach(seed -> seed.forEach((name, value) ->
                byName.computeIfAbsent(name, n -> new ArrayList<>()).add(value)));
        List<Figure> figures = new ArrayList<>();
        byName.forEach((name, values) -> {
            double mean = values.stream().mapToDouble(x -> x).average().orElseThrow();
            if (name.equals("vocAuc") || name.equals("stageSpearman")) {
                double lowest = values.stream().mapToDouble(x -> x).min().orElseThrow();
                figures.add(Figure.atLeast(name, mean, "", TARGET));
                figures.add(Figure.ofNote(name + ", lowest of " + values.size() + " seeds", lowest, ""));
            } else {
                figures.add(Figure.ofNote(name, mean, ""));
            }
        });
        return figures;
    }

    private Map<String, Double> measure(Cell start) throws IOException {
        List<EpisodeManifest> heldOut = heldOut(start);
        CriticConfig config = ValueReference.criticWithThreads(2);
        LabelRequest request = request(start, config);
        try (CriticRun run = CriticRun.between(study.data(start), study.critics(start), config)) {
            CriticManifest critic = run.trained(request, this::tell);
            CriticReport report = new CriticReport();
            List<Watched> watched = new ArrayList<>();
            run.judge(critic, heldOut, (scores, episode) -> {
                report.add(scores, episode.stages());
                watched.add(scores.watched(episode.hz(), WATCH.headway()));
            });
            Map<String, Double> figures = new LinkedHashMap<>(report.metrics(critic.done()));
            length(heldOut, figures);
            calls(watched, figures);
            return figures;
        }
    }

    /** The order is worth what it adds to this: failures may be told by their length alone. */
    private static void length(List<EpisodeManifest> heldOut, Map<String, Double> figures) {
        double[] successes = lengths(heldOut, true);
        double[] failures = lengths(heldOut, false);
        if (successes.length > 0 && failures.length > 0) {
            double auc = AreaUnderRoc.of(successes, failures).auc();
            figures.put("AUC of the length alone", Math.max(auc, 1 - auc));
        }
    }

    private static double[] lengths(List<EpisodeManifest> heldOut, boolean success) {
        return heldOut.stream()
                .filter(episode -> episode.isAutonomousSuccess() == success)
                .mapToDouble(EpisodeManifest::steps)
                .toArray();
    }

    private void tell(String doing, int done, int total) {
        if (done % TOLD_EVERY == 0) {
            lines.accept("  " + doing + ", " + done + " of " + total);
        }
    }

    /** As the fleet is configured, and at budgets; beside as many calls at random moments. A figure of nothing is left out. */
    private static void calls(List<Watched> watched, Map<String, Double> figures) {
        call("as configured, ", watched, AlarmValue.reaching(watched, WATCH.stallSeconds(), LEAD_SECONDS), figures);
        for (int budget : CALLS_PER_HOUR) {
            AlarmValue value = AlarmValue.at(watched, budget, LEAD_SECONDS);
            call("at most " + budget + " calls an hour, ", watched, value, figures);
        }
    }

    private static void call(String at, List<Watched> watched, AlarmValue value, Map<String, Double> figures) {
        AlarmValue random =
                AlarmValue.random(watched, value.callsPerHour(), LEAD_SECONDS, DRAWS, new SplittableRandom(1));
        figures.put(at + "calls an hour", value.callsPerHour());
        if (value.callsPerHour() > 0) {
            figures.put(at + "precision", value.precision());
            figures.put(at + "precision at random", random.precision());
        }
        if (watched.stream().anyMatch(Watched::failed)) {
            figures.put(at + "recall", value.recall());
            figures.put(at + "recall at random", random.recall());
        }
    }

    /** Of the start and of every round of RECAP that there is. */
    private List<EpisodeManifest> heldOut(Cell start) throws IOException {
        List<EpisodeManifest> heldOut = new ArrayList<>();
        Optional<CellResult> cell = study.find(start);
        for (int round = 1; cell.isPresent(); round++) {
            PolicyVersion policy = new PolicyVersion(cell.get().policy());
            heldOut.addAll(collected(start, Story.heldOut(policy)).judged());
            cell = study.find(new Cell(task, Variant.RECAP.name(), start.seed(), round));
        }
        if (heldOut.isEmpty()) {
            throw new UserError(study.path() + " has no result of " + start
                    + "; run bench learning there first, or name another --seed");
        }
        return heldOut;
    }

    private LabelRequest request(Cell start, CriticConfig config) throws IOException {
        CollectionId practice = Story.practiceId(1);
        List<Snapshot.Entry> entries = new ArrayList<>();
        for (CollectionId id : List.of(Story.DEMONSTRATIONS, practice)) {
            collected(start, id).judged().forEach(episode -> entries.add(Snapshot.Entry.of(episode)));
        }
        // Of other episodes or another network it is another critic.
        String name = "critic-" + steps + "-" + Integer.toHexString(Objects.hash(entries, config));
        LabelSettings settings = LabelSettings.fineTuning(practice)
                .criticSteps(steps)
                .seed(start.seed())
                .settings();
        return new LabelRequest(
                new LabelRunId(name), new Snapshot(new SnapshotId(name), List.of(new TaskId(task)), entries), settings);
    }

    private Collected collected(Cell start, CollectionId id) throws IOException {
        return Records.find(study.data(start).resolve("collections").resolve(id + ".json"), Collected.class)
                .orElseThrow(() -> new UserError("seed " + start.seed() + " of " + task + " in " + study.path()
                        + " has no " + id + "; run bench learning there first, or ask for fewer --seeds"));
    }
}
