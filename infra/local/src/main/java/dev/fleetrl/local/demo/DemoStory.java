package dev.fleetrl.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.effort.OperatorWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Demonstrate, train, practise with corrections, retrain, compare: asked for through the site's API, as any script could; what
 * people's practice took is read off the sealed episodes.
 *
 * <p>Everything is asked for under ids that depend on nothing but the story, so that the same command on the same folder goes
 * on from wherever it was.
 */
final class DemoStory {
    private static final OperatorId EXPERT = new OperatorId("scripted-expert");
    private static final PolicyVersion BASE = new PolicyVersion("v0");
    private static final PolicyVersion RECAP = new PolicyVersion("v1");
    private static final PolicyVersion CONTROL_STEPS = new PolicyVersion("v1-control-steps");
    private static final PolicyVersion CONTROL_DEMOS = new PolicyVersion("v1-control-demos");
    private static final PolicyVersion BAD = new PolicyVersion("v2-bad");
    private static final CollectionId DEMONSTRATIONS = new CollectionId("demonstrations");
    private static final CollectionId PRACTICE = new CollectionId("practice-1");
    private static final CollectionId MORE_DEMONSTRATIONS = new CollectionId("more-demonstrations");
    private static final double REAL_TIME = 1;
    /** Starts of different purposes never meet. */
    private static final long DEMONSTRATION_SEEDS = 1_000_000;

    private static final long PRACTICE_SEEDS = 2_000_000;
    private static final long MORE_DEMONSTRATION_SEEDS = 3_000_000;
    private static final long HELD_OUT_SEEDS = 9_000_000;
    private static final int SEEDS_A_RUN = 1000;

    private final Waiting site;
    private final Function<CollectionId, OperatorWork> work;
    private final DemoPlan plan;
    private final TaskId task;
    private final long seed;

    /** @param work that people did in a collection that is complete */
    DemoStory(Waiting site, Function<CollectionId, OperatorWork> work, DemoPlan plan, TaskId task, long seed) {
        this.site = site;
        this.work = work;
        this.plan = plan;
        this.task = task;
        this.seed = seed;
    }

    /** Runs whatever of the story is not done yet. */
    List<PolicyVersion> tell() {
        site.collection(
                "record demonstrations of the scripted expert",
                demonstrations(DEMONSTRATIONS, plan.demonstrations(), DEMONSTRATION_SEEDS));
        site.round(
                "train the base policy " + BASE,
                sft("base", BASE, Optional.empty(), List.of(DEMONSTRATIONS), plan.baseSteps()));
        site.collection("evaluate " + BASE + " on held-out starts", evaluation(BASE));
        site.collection("practise with " + BASE + ", corrected by scripted people", practice());
        site.round("label, retrain with RECAP and swap in " + RECAP, recap());
        site.collection("evaluate " + RECAP + " on the same starts", evaluation(RECAP));
        control("the same steps", "control-steps-1", CONTROL_STEPS, List.of(DEMONSTRATIONS));
        site.collection(
                "record what people could have demonstrated in the time of their practice", moreDemonstrations());
        control("the same minutes", "control-demos-1", CONTROL_DEMOS, List.of(DEMONSTRATIONS, MORE_DEMONSTRATIONS));
        return List.of(BASE, RECAP, CONTROL_STEPS, CONTROL_DEMOS);
    }

    /** Who pushes a bad version should see the canary catch it. Answers its rollout, once that is over. */
    Optional<JsonNode> pushBad() {
        if (plan.badSteps() == 0) {
            return Optional.empty();
        }
        site.round(
                "train " + BAD + " for " + plan.badSteps() + " steps, bad on purpose",
                sft("bad", BAD, Optional.empty(), List.of(DEMONSTRATIONS), plan.badSteps()));
        return Optional.of(site.rollout("push " + BAD + " beside " + RECAP, task, BAD));
    }

    private void control(String matched, String round, PolicyVersion version, List<CollectionId> data) {
        site.round(
                "train the control of " + matched + ", " + version,
                sft(round, version, Optional.of(BASE), data, plan.extraSteps()));
        site.collection("evaluate " + version + " on the same starts", evaluation(version));
    }

    /**
     * Hands-on time, reaching and a stated reset included, as the matched control of {@code bench learning}. Who goes on asks for
     * as many as before, whatever was sealed since.
     */
    private CollectionRequest moreDemonstrations() {
        int wanted = site.asked(MORE_DEMONSTRATIONS).orElseGet(this::affordable);
        return demonstrations(MORE_DEMONSTRATIONS, wanted, MORE_DEMONSTRATION_SEEDS);
    }

    private int affordable() {
        int affordable = work.apply(DEMONSTRATIONS)
                .affordable(work.apply(PRACTICE).time().seconds());
        if (affordable > SEEDS_A_RUN) {
            throw new UserError("people's time is worth " + affordable + " demonstrations, and there are starts for "
                    + SEEDS_A_RUN + "; take a task with less practice");
        }
        return affordable;
    }

    private CollectionRequest demonstrations(CollectionId id, int episodes, long seeds) {
        ActionSource expert = new ActionSource.Demonstration(EXPERT);
        return new CollectionRequest(id, task, Cohort.TRAIN, expert, episodes, first(seeds), 0);
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

    /** Supervised training on demonstrations: of the base, and of the controls that go on from it. */
    private RoundRequest sft(
            String id, PolicyVersion version, Optional<PolicyVersion> parent, List<CollectionId> data, int steps) {
        return new RoundRequest(
                new RoundId(id),
                task,
                version,
                parent,
                data,
                "sft",
                Optional.empty(),
                steps,
                seed,
                Map.of(),
                version.equals(BASE));
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
