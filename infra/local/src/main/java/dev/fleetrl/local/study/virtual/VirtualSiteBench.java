package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.CollectionRequest;
import dev.fleetrl.contracts.Figure;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How fast a virtual site is on one core: demonstrations, and episodes that a hardly trained policy practises with people's
 * help.
 */
public final class VirtualSiteBench {
    private static final TaskId TASK = new TaskId("pick");
    private static final PolicyVersion POLICY = new PolicyVersion("hardly-trained");
    private static final CollectionId SHOWN = new CollectionId("shown");
    private static final double TARGET = 15;
    private static final int STEPS = 20;

    private VirtualSiteBench() {}

    /** A warm-up of as many demonstrations comes first, and is not counted. */
    public static List<Figure> run(Path data, int episodes) throws IOException {
        try (VirtualSite site =
                VirtualSite.open(data, SiteSettings.of(TASK), ValueReference.withThreads(1), Watcher.NOBODY)) {
            ActionSource expert = new ActionSource.Demonstration(SimulatedRobot.EXPERT);
            Collected warmUp = site.collect(collection(SHOWN, expert, Cohort.TRAIN, episodes), Guidance.PLAIN);
            Collected shown =
                    site.collect(collection(new CollectionId("again"), expert, Cohort.TRAIN, episodes), Guidance.PLAIN);
            Made policy = site.round(new RoundRequest(
                    new RoundId("policy"),
                    TASK,
                    POLICY,
                    Optional.empty(),
                    List.of(warmUp.request().id()),
                    "sft",
                    Optional.empty(),
                    STEPS,
                    1,
                    Map.of(),
                    true));
            ActionSource driver = new ActionSource.Policy(policy.policy().version());
            Collected practised = site.collect(
                    collection(new CollectionId("practised"), driver, Cohort.TRAIN, episodes), Guidance.PLAIN);
            Collected evaluated = site.collect(
                    collection(new CollectionId("evaluated"), driver, Cohort.EVALUATION, episodes), Guidance.PLAIN);
            List<Figure> figures = new ArrayList<>();
            figures.addAll(figures("demonstrations", shown));
            figures.addAll(figures("practice with corrections", practised));
            figures.addAll(figures("evaluation", evaluated));
            return figures;
        }
    }

    private static CollectionRequest collection(CollectionId id, ActionSource driver, Cohort cohort, int episodes) {
        return new CollectionRequest(id, TASK, cohort, driver, episodes, 1, 1);
    }

    private static List<Figure> figures(String what, Collected collected) {
        double robotSeconds = collected.episodes().stream()
                .mapToDouble(episode -> episode.durationMillis() / 1e3)
                .sum();
        double cpu = collected.cost().cpuSeconds();
        return List.of(
                Figure.ofNote(what + ", a CPU second", collected.episodes().size() / cpu, "episodes"),
                Figure.atLeast(what + ", robot time a CPU second", robotSeconds / cpu, "x life", TARGET));
    }
}
