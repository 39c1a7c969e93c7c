package dev.fleetrl.local.study;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.local.effort.OperatorWork;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import dev.fleetrl.local.study.plan.Effort;
import dev.fleetrl.local.study.plan.Sizes;
import dev.fleetrl.local.study.plan.Starts;
import dev.fleetrl.local.study.plan.Variant;
import dev.fleetrl.local.study.plan.Variant.Data;
import dev.fleetrl.local.study.plan.Variant.From;
import dev.fleetrl.local.study.plan.Variant.Group;
import dev.fleetrl.local.study.virtual.Collected;
import dev.fleetrl.local.study.virtual.Made;
import dev.fleetrl.local.study.virtual.VirtualSite;
import dev.fleetrl.policy.Recipes;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What is done for the cells of one task and training seed. Each step asks for those before it, and the site does nothing
 * twice: any cell can be run alone, in any order, and comes out the same.
 */
final class Story {
    private static final PolicyVersion BASE = new PolicyVersion("base");
    static final CollectionId DEMONSTRATIONS = new CollectionId("demonstrations");
    private static final ActionSource EXPERT = new ActionSource.Demonstration(SimulatedRobot.EXPERT);

    private final VirtualSite site;
    private final TaskId task;
    private final long seed;
    private final Sizes sizes;
    private final Set<String> commits = new TreeSet<>();

    /** Takes the task and the seed of the cell. */
    Story(VirtualSite site, Cell cell, Sizes sizes) {
        this.site = site;
        task = new TaskId(cell.task());
        seed = cell.seed();
        this.sizes = sizes;
    }

    /** Runs whatever the cell still needs; fails with the round's own reason. */
    CellResult tell(Cell cell, String commit) throws IOException {
        commits.clear();
        commits.add(commit);
        Variant variant = Variant.named(cell.variant());
        List<Collected> people = people(variant, cell.round());
        Made made = made(variant, cell.round());
        Collected evaluated = evaluated(made.policy().version(), variant.beta());
        return new CellResult(
                cell,
                made.policy().version().value(),
                made.policy().recipe(),
                Measures.trials(evaluated, site.episodes()),
                evaluated.episodes().size() - evaluated.judged().size(),
                people.stream()
                        .map(collected -> Measures.effort(collected, site.episodes()))
                        .reduce(Effort.NONE, Effort::plus),
                Measures.seconds(people, Optional.of(made).filter(m -> !variant.isOfRecap()), evaluated),
                made.policy().settings(),
                Measures.metrics(made),
                List.copyOf(commits));
    }

    /** Where people's time went: in this round of RECAP, or in all that the control learns from. */
    private List<Collected> people(Variant variant, int round) throws IOException {
        if (variant.isStart()) {
            return List.of(demonstrations());
        }
        if (variant.equals(Variant.RECAP)) {
            return List.of(practice(round));
        }
        List<Collected> people = new ArrayList<>();
        for (int k = 1; k <= round && variant.group() == Group.CONTROL; k++) {
            added(variant.data(), k).ifPresent(people::add);
        }
        return people;
    }

    private Collected demonstrations() throws IOException {
        return collect(DEMONSTRATIONS, EXPERT, sizes.demonstrations(), Starts.DEMONSTRATIONS.first(seed, 0));
    }

    /** Round k's practice, by the policy of the round before and corrected by people. */
    private Collected practice(int round) throws IOException {
        PolicyVersion driver = made(Variant.RECAP, round - 1).policy().version();
        return collect(
                practiceId(round),
                new ActionSource.Policy(driver),
                sizes.practice(),
                Starts.PRACTICE.first(seed, round));
    }

    /** What a round adds to the demonstrations. */
    private Optional<Collected> added(Data data, int round) throws IOException {
        return switch (data) {
            case DEMONSTRATIONS -> Optional.empty();
            case MORE_DEMONSTRATIONS -> more("more-demonstrations-", work -> work, round);
            case DEMONSTRATIONS_FOR_HELP -> more("demonstrations-for-help-", OperatorWork::withoutResets, round);
            case PRACTICE -> Optional.of(practice(round));
        };
    }

    /** As many more demonstrations as people could have given in the time that they spent on practice up to this round. */
    private Optional<Collected> more(String name, UnaryOperator<OperatorWork> counted, int round) throws IOException {
        int wanted = affordable(counted, round) - affordable(counted, round - 1);
        if (wanted == 0) {
            return Optional.empty();
        }
        CollectionId id = new CollectionId(name + round);
        return Optional.of(collect(id, EXPERT, wanted, Starts.MORE_DEMONSTRATIONS.first(seed, round, wanted)));
    }

    private int affordable(UnaryOperator<OperatorWork> counted, int round) throws IOException {
        double spent = 0;
        for (int k = 1; k <= round; k++) {
            spent += counted.apply(Measures.work(practice(k), site.episodes()))
                    .time()
                    .seconds();
        }
        return counted.apply(Measures.work(demonstrations(), site.episodes())).affordable(spent);
    }

    static CollectionId practiceId(int round) {
        return new CollectionId("practice-" + round);
    }

    private Collected collect(CollectionId id, ActionSource driver, int episodes, long first) throws IOException {
        return collect(new CollectionRequest(id, task, Cohort.TRAIN, driver, episodes, first, 1), Guidance.PLAIN);
    }

    private Collected collect(CollectionRequest request, Guidance guidance) throws IOException {
        Collected collected = site.collect(request, guidance);
        commits.add(collected.commit());
        return collected;
    }

    private Made round(RoundRequest request) throws IOException {
        Made made = site.round(request);
        commits.add(made.commit());
        return made;
    }

    /** The same held-out starts for every version, so that versions are compared pair by pair. */
    private Collected evaluated(PolicyVersion version, double beta) throws IOException {
        CollectionId plain = heldOut(version);
        CollectionRequest request = new CollectionRequest(
                beta == 1 ? plain : new CollectionId(plain + "-beta-" + beta),
                task,
                Cohort.EVALUATION,
                new ActionSource.Policy(version),
                sizes.evaluation(),
                Starts.HELD_OUT.first(seed, 0),
                1);
        return collect(request, new Guidance(beta));
    }

    /** The evaluation of a version without guidance. */
    static CollectionId heldOut(PolicyVersion version) {
        return new CollectionId("held-out-" + version);
    }

    private Made made(Variant variant, int round) throws IOException {
        if (round == 0) {
            demonstrations();
            return round(request("base", Variant.START, 0));
        }
        boolean sameAsRecap = variant.isOfRecap() || (variant.from() == From.ROUND_BEFORE && round == 1);
        Variant trained = sameAsRecap ? Variant.RECAP : variant;
        return round(request(trained.name() + "-" + round, trained, round));
    }

    /** Whoever labels as RECAP does learns from RECAP's own labels, so that the recipes alone are compared. */
    private RoundRequest request(String name, Variant variant, int round) throws IOException {
        boolean needsLabels = Recipes.named(variant.recipe()).needsLabels();
        boolean fromNothing = round == 0 || variant.from() == From.NOTHING;
        Optional<PolicyVersion> parent = fromNothing ? Optional.empty() : Optional.of(parent(variant, round));
        RoundRequest request = new RoundRequest(
                new RoundId(name),
                task,
                new PolicyVersion(name),
                parent,
                data(variant, round),
                variant.recipe(),
                needsLabels ? Optional.of(labels(variant, round)) : Optional.empty(),
                fromNothing ? sizes.baseSteps() : sizes.extraSteps(),
                seed,
                variant.settings(),
                true);
        boolean likeRecap = needsLabels && variant.labelsAsRecap() && !variant.equals(Variant.RECAP);
        return likeRecap ? request.withLabelsOf(recapsLabels(round)) : request;
    }

    private LabelRunId recapsLabels(int round) throws IOException {
        return new LabelRunId(made(Variant.RECAP, round).request().id().value());
    }

    /** The restart rule (π*0.6, Sec. V-D): every round from the base, unless the variant says otherwise. */
    private PolicyVersion parent(Variant variant, int round) throws IOException {
        made(Variant.START, 0);
        return variant.from() == From.BASE
                ? BASE
                : made(variant, round - 1).policy().version();
    }

    private List<CollectionId> data(Variant variant, int round) throws IOException {
        List<CollectionId> data = new ArrayList<>(List.of(DEMONSTRATIONS));
        for (int k = 1; k <= round; k++) {
            added(variant.data(), k)
                    .ifPresent(collected -> data.add(collected.request().id()));
        }
        return data;
    }

    /** Who labels in another way still takes RECAP's values: nothing is trained or inferred again. */
    private LabelSettings labels(Variant variant, int round) throws IOException {
        LabelSettings.Builder usual = LabelSettings.fineTuning(practiceId(round))
                .truncateAtTakeover(true)
                .valueSteps(sizes.valueSteps())
                .seed(seed);
        if (!variant.labelsAsRecap()) {
            usual.valuesOf(recapsLabels(round));
        }
        return variant.labels().apply(usual).settings();
    }
}
