package dev.fleetrl.local.study;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Starts;
import dev.fleetrl.local.study.plan.Variant;
import dev.fleetrl.local.study.report.Generalisation;
import dev.fleetrl.local.study.report.Generalisation.Result;
import dev.fleetrl.local.study.report.Generalisation.Who;
import dev.fleetrl.local.study.virtual.Collected;
import dev.fleetrl.local.study.virtual.Records;
import dev.fleetrl.local.study.virtual.SiteJob;
import dev.fleetrl.simulation.Suites;
import dev.fleetrl.simulation.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Evaluates the start and RECAP's last policy of one seed of a study in every suite of the task, from the study's held-out starts.
 * The policies are copied: the study's own data stay as they are, and the study may go on meanwhile.
 */
public final class SuitesBench {
    private final StudyFolder study;
    private final Cell seed;
    private final int starts;
    private final PolicyVersion start;
    private final PolicyVersion recap;

    /** A policy in a scene. */
    record Trial(Who who, Optional<Variation> variation, CollectionRequest request) {}

    /** Refuses a seed of which the study has no policy to compare. */
    public SuitesBench(StudyFolder study, String task, long seed, int starts) throws IOException {
        this.study = study;
        this.seed = new Cell(task, Variant.START.name(), seed, 0);
        this.starts = starts;
        start = policy(this.seed).orElseThrow(() -> missing(this.seed));
        PolicyVersion last = policy(recap(1)).orElseThrow(() -> missing(recap(1)));
        int round = 2;
        for (var next = policy(recap(round)); next.isPresent(); next = policy(recap(round))) {
            last = next.get();
            round++;
        }
        recap = last;
    }

    private Cell recap(int round) {
        return new Cell(seed.task(), Variant.RECAP.name(), seed.seed(), round);
    }

    /** Of RECAP's policies. */
    PolicyVersion last() {
        return recap;
    }

    private Optional<PolicyVersion> policy(Cell cell) throws IOException {
        return study.find(cell).map(CellResult::policy).map(PolicyVersion::new);
    }

    private UserError missing(Cell cell) {
        return new UserError(study.path() + " has no result of " + cell + "; run ./fleetrl bench learning --task "
                + cell.task() + " --out " + study.path() + " first");
    }

    /** What was done before is not done again. Leaves its answer for the study's page. */
    public Generalisation run(int workers, String machine, String commit, Consumer<String> lines)
            throws IOException, InterruptedException {
        Path site = study.suites(seed);
        for (PolicyVersion version : List.of(start, recap)) {
            Path policies = site.resolve("policies");
            SiteFolders.copyOnce(
                    study.data(seed).resolve("policies").resolve(version.value()), policies.resolve(version.value()));
        }
        TaskId task = new TaskId(seed.task());
        List<Trial> trials = trials(task);
        List<CollectionRequest> requests = trials.stream().map(Trial::request).toList();
        SiteJobs.collect(site, new SiteJob(task, 1, commit, requests, List.of()), workers, lines);
        List<Result> results = new ArrayList<>();
        SortedSet<String> commits = new TreeSet<>();
        for (int pair = 0; pair < trials.size(); pair += 2) {
            Trial before = trials.get(pair);
            Trial after = trials.get(pair + 1);
            Collected one = collected(site, before);
            Collected other = collected(site, after);
            results.add(result(before, one, other));
            results.add(result(after, other, one));
            commits.add(one.commit());
            commits.add(other.commit());
        }
        Generalisation answer = new Generalisation(
                seed.task(), seed.seed(), starts, recap.value(), machine, String.join(", ", commits), results);
        study.keep(answer);
        return answer;
    }

    /** Pair by pair, so that what was cut off has both of most pairs. */
    private List<Trial> trials(TaskId task) {
        List<Optional<Variation>> scenes = new ArrayList<>(List.of(Optional.empty()));
        Suites.of(Tasks.byId(task)).forEach(suite -> scenes.add(Optional.of(suite.variation())));
        List<Trial> trials = new ArrayList<>();
        for (Optional<Variation> scene : scenes) {
            trials.add(new Trial(Who.START, scene, request(task, start, scene)));
            trials.add(new Trial(Who.RECAP, scene, request(task, recap, scene)));
        }
        return trials;
    }

    private CollectionRequest request(TaskId task, PolicyVersion version, Optional<Variation> scene) {
        String where = scene.map(Variation::toString).orElse("training");
        return new CollectionRequest(
                new CollectionId(version + "-" + where + "-" + starts),
                task,
                Cohort.EVALUATION,
                new ActionSource.Policy(version),
                starts,
                Starts.HELD_OUT.first(seed.seed(), 0),
                1,
                scene,
                Optional.empty());
    }

    private static Collected collected(Path site, Trial trial) throws IOException {
        CollectionId id = trial.request().id();
        return Records.find(site.resolve("collections").resolve(id + ".json"), Collected.class)
                .orElseThrow(() -> new IOException("the workers left no collection " + id));
    }

    /**
     * Over the starts that both came to a verdict of: a scene may fail by itself, and the sooner a policy is done, the less often it
     * does while it looks on.
     */
    static Result result(Trial trial, Collected collected, Collected other) {
        Set<Long> judged =
                other.judged().stream().map(episode -> episode.plan().seed()).collect(Collectors.toSet());
        List<EpisodeManifest> episodes = collected.judged().stream()
                .filter(episode -> judged.contains(episode.plan().seed()))
                .toList();
        return new Result(
                trial.who(),
                trial.variation(),
                (int) episodes.stream()
                        .filter(EpisodeManifest::isAutonomousSuccess)
                        .count(),
                episodes.size(),
                episodes.stream().mapToLong(EpisodeManifest::durationMillis).sum() / 1e3);
    }
}
