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
import dev.fleetrl.evaluation.Interval;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.JudgedPolicy.Estimate;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Variant;
import dev.fleetrl.local.study.virtual.Collected;
import dev.fleetrl.local.study.virtual.Records;
import dev.fleetrl.local.study.virtual.ValueReference;
import dev.fleetrl.value.critic.CriticConfig;
import dev.fleetrl.value.critic.CriticManifest;
import dev.fleetrl.value.critic.CriticRun;
import dev.fleetrl.value.critic.watch.WatchConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a progress critic is worth on the held-out episodes of a study's own policies, which fail in ways that nobody wrote down.
 * It learns from what the study's first round learned from, demonstrations and practice; the study's data stay as they are.
 */
public final class CriticBench {
    private static final double TARGET = 0.9;
    private static final WatchConfig WATCH = ValueReference.watch();
    private static final int TOLD_EVERY = 100;

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
        List<Map<String, Estimate>> policies = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            policies.addAll(measure(new Cell(task, Variant.START.name(), seed, 0)));
        }
        return figures(policies);
    }

    /**
     * Means over the policies that have the figure, which for AUC and calls are those with both outcomes, and the lowest of those
     * with a target. Where others have it, they are counted beside it.
     *
     * <p>Bounds are the means of the policies' own, as if all of them erred together, for a seed's policies are judged by one critic.
     * They hold what few episodes leave open, not how much one training of the critic differs from another.
     */
    static List<Figure> figures(List<Map<String, Estimate>> policies) {
        Map<String, List<Estimate>> byName = new LinkedHashMap<>();
        policies.forEach(policy -> policy.forEach((name, value) ->
                byName.computeIfAbsent(name, n -> new ArrayList<>()).add(value)));
        List<Figure> figures = new ArrayList<>();
        int both = (int) policies.stream()
                .filter(p -> p.containsKey(JudgedPolicy.VOC_AUC))
                .count();
        figures.add(Figure.ofNote("policies", policies.size(), ""));
        figures.add(Figure.ofNote("policies with both outcomes", both, ""));
        byName.forEach((name, values) -> {
            figures.addAll(means(name, values));
            if (values.size() != policies.size() && values.size() != both) {
                figures.add(Figure.ofNote(name + ", policies", values.size(), ""));
            }
        });
        return figures;
    }

    private static List<Figure> means(String name, List<Estimate> values) {
        boolean aimed = name.equals(JudgedPolicy.VOC_AUC) || name.equals("stageSpearman");
        double mean = mean(values.stream().map(Estimate::value));
        List<Figure> figures = new ArrayList<>();
        figures.add(aimed ? Figure.atLeast(name, mean, "", TARGET) : Figure.ofNote(name, mean, ""));
        List<Interval> bounds =
                values.stream().flatMap(value -> value.bounds().stream()).toList();
        if (!bounds.isEmpty()) {
            figures.add(
                    Figure.ofNote(name + ", lower bound", mean(bounds.stream().map(Interval::low)), ""));
            figures.add(
                    Figure.ofNote(name + ", upper bound", mean(bounds.stream().map(Interval::high)), ""));
        }
        if (aimed) {
            double lowest = values.stream().mapToDouble(Estimate::value).min().orElseThrow();
            figures.add(Figure.ofNote(name + ", lowest", lowest, ""));
        }
        return figures;
    }

    private static double mean(Stream<Double> values) {
        return values.mapToDouble(x -> x).average().orElseThrow();
    }

    /** Figures of each policy. */
    private List<Map<String, Estimate>> measure(Cell start) throws IOException {
        Map<PolicyVersion, List<EpisodeManifest>> heldOut = heldOut(start);
        CriticConfig config = ValueReference.criticWithThreads(2);
        LabelRequest request = request(start, config);
        List<Map<String, Estimate>> measured = new ArrayList<>();
        try (CriticRun run = CriticRun.between(study.data(start), study.critics(start), config)) {
            CriticManifest critic = run.trained(request, this::tell);
            for (Map.Entry<PolicyVersion, List<EpisodeManifest>> policy : heldOut.entrySet()) {
                JudgedPolicy judged = new JudgedPolicy(WATCH);
                run.judge(
                        critic,
                        policy.getValue(),
                        (scores, episode) -> judged.hear(scores, episode.hz(), episode.stages()));
                Map<String, Estimate> figures = judged.figures(critic.done());
                lines.accept("seed " + start.seed() + ", " + policy.getKey() + ": " + figures);
                measured.add(figures);
            }
        }
        return measured;
    }

    private void tell(String doing, int done, int total) {
        if (done % TOLD_EVERY == 0) {
            lines.accept("  " + doing + ", " + done + " of " + total);
        }
    }

    /** Of the start and of every round of RECAP that there is. */
    private Map<PolicyVersion, List<EpisodeManifest>> heldOut(Cell start) throws IOException {
        Map<PolicyVersion, List<EpisodeManifest>> heldOut = new LinkedHashMap<>();
        Optional<CellResult> cell = study.find(start);
        for (int round = 1; cell.isPresent(); round++) {
            PolicyVersion policy = new PolicyVersion(cell.get().policy());
            heldOut.put(policy, collected(start, Story.heldOut(policy)).judged());
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
