package dev.fleetrl.local.demo;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Demonstrate, train, practise with corrections, retrain, compare: asked for through the site's API, as any script could.
 *
 * <p>Everything is asked for under ids that depend on nothing but the story, so that the same command on the same folder goes
 * on from wherever it was.
 */
final class DemoStory {
    private static final OperatorId EXPERT = new OperatorId("scripted-expert");
    private static final PolicyVersion BASE = new PolicyVersion("v0");
    private static final PolicyVersion RECAP = new PolicyVersion("v1");
    private static final PolicyVersion CONTROL = new PolicyVersion("v1-control");
    private static final CollectionId DEMONSTRATIONS = new CollectionId("demonstrations");
    private static final CollectionId PRACTICE = new CollectionId("practice-1");
    private static final double REAL_TIME = 1;
    /** Starts of different purposes never meet. */
    private static final long DEMONSTRATION_SEEDS = 1_000_000;

    private static final long PRACTICE_SEEDS = 2_000_000;
    private static final long HELD_OUT_SEEDS = 9_000_000;
    private static final long SEEDS_A_RUN = 1000;

    private final Waiting site;
    private final DemoPlan plan;
    private final TaskId task;
    private final long seed;

    DemoStory(Waiting site, DemoPlan plan, TaskId task, long seed) {
        this.site = site;
        this.plan = plan;
        this.task = task;
        this.seed = seed;
    }

    /** Runs whatever of the story is not done yet. */
    List<PolicyVersion> tell() {
        site.collection("record demonstrations of the scripted expert", demonstrations());
        site.round("train the base policy " + BASE, sft("base", BASE, Optional.empty(), plan.baseSteps()));
        site.collection("evaluate " + BASE + " on held-out starts", evaluation(BASE));
        site.collection("practise with " + BASE + ", corrected by scripted people", practice());
        site.round("label, retrain with RECAP and swap in " + RECAP, recap());
        site.round(
                "train the matched control " + CONTROL,
                sft("control-1", CONTROL, Optional.of(BASE), plan.extraSteps()));
        site.collection("evaluate " + RECAP + " on the same starts", evaluation(RECAP));
        site.collection("evaluate " + CONTROL + " on the same starts", evaluation(CONTROL));
        return List.of(BASE, RECAP, CONTROL);
    }

    private CollectionRequest demonstrations() {
        ActionSource expert = new ActionSource.Demonstration(EXPERT);
        return new CollectionRequest(
                DEMONSTRATIONS, task, Cohort.TRAIN, expert, plan.demonstrations(), first(DEMONSTRATION_SEEDS), 0);
    }

    private CollectionRequest practice() {
        ActionSource base = new ActionSource.Policy(BASE);
        return new CollectionRequest(
                PRACTICE, task, Cohort.TRAIN, base, plan.practice(), first(PRACTICE_SEEDS), REAL_TIME);
    }

    private CollectionRequest evaluation(PolicyVersion version) {
        return new CollectionRequest(
                new CollectionId("evaluate-" + version),
                task,
                Cohort.EVALUATION,
                new ActionSource.Policy(version),
                plan.evaluation(),
                first(HELD_OUT_SEEDS),
                REAL_TIME);
    }

    /** Supervised training on the demonstrations alone: of the base, and of the control that goes on from it. */
    private RoundRequest sft(String id, PolicyVersion version, Optional<PolicyVersion> parent, int steps) {
        return new RoundRequest(
                new RoundId(id),
                task,
                version,
                parent,
                List.of(DEMONSTRATIONS),
                "sft",
                Optional.empty(),
                steps,
                seed,
                Map.of(),
                parent.isEmpty());
    }

    private RoundRequest recap() {
        LabelSettings labels = LabelSettings.fineTuning(PRACTICE)
                .truncateAtTakeover(true)
                .valueSteps(plan.valueSteps())
                .seed(seed)
                .settings();
        return new RoundRequest(
                new RoundId("recap-1"),
                task,
                RECAP,
                Optional.of(BASE),
                List.of(DEMONSTRATIONS, PRACTICE),
                "recap",
                Optional.of(labels),
                plan.extraSteps(),
                seed,
                Map.of(),
                true);
    }

    private long first(long seeds) {
        return seeds + SEEDS_A_RUN * seed;
    }
}
