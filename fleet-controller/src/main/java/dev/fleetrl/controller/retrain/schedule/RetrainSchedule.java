package dev.fleetrl.controller.retrain.schedule;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A round every so many episodes that a policy has practised, each policy in a collection of its own: ε is chosen over the
 * newest practice alone (π*0.6, App. F). The k-th round of one policy's practice, where those before it made no better one,
 * is due when k times as many are sealed.
 */
public final class RetrainSchedule {
    private final TaskId task;
    private final Settings settings;

    public RetrainSchedule(TaskId task, Settings settings) {
        this.task = task;
        this.settings = settings;
    }

    /**
     * What a round is like.
     *
     * @param everyEpisodes practice episodes of one policy that start a round
     * @param also collections that are trained on beside practice, such as demonstrations
     * @param lookaheadSeconds and the following: see {@link LabelSettings}
     * @param steps gradient steps of the policy
     * @param training settings of the recipe
     */
    public record Settings(
            int everyEpisodes,
            List<CollectionId> also,
            double lookaheadSeconds,
            double failureCost,
            double positiveFraction,
            boolean truncateAtTakeover,
            int valueSteps,
            int criticSteps,
            int steps,
            long seed,
            Map<String, Double> training) {
        public Settings {
            if (everyEpisodes < 1) {
                throw new IllegalArgumentException("everyEpisodes must be at least 1, not " + everyEpisodes);
            }
            also = List.copyOf(also);
            training = Map.copyOf(training);
        }
    }

    /**
     * Answers the round that is due. The first one, while nothing is published, learns from demonstrations alone.
     *
     * @param practised the collection of each sealed episode of practice, oldest first
     * @param newest the collection in which robots practise now
     * @param asked rounds of this schedule that were asked for
     * @param root the policy that training starts from; none while nothing is published
     */
    public Optional<RoundRequest> due(
            List<CollectionId> practised, CollectionId newest, List<RoundRequest> asked, Optional<PolicyVersion> root) {
        long before = asked.stream()
                .filter(round ->
                        round.collections().get(round.collections().size() - 1).equals(newest))
                .count();
        if (Collections.frequency(practised, newest) < (before + 1) * settings.everyEpisodes()) {
            return Optional.empty();
        }
        int number = asked.size() + 1;
        String name = prefix() + number;
        return Optional.of(new RoundRequest(
                new RoundId(name),
                task,
                new PolicyVersion(name),
                root,
                collections(practised, newest),
                root.isPresent() ? "recap" : "sft",
                root.map(policy -> labels(newest)),
                settings.steps(),
                settings.seed() + number,
                settings.training(),
                true));
    }

    /** Oldest first, and last the newest practice. */
    private List<CollectionId> collections(List<CollectionId> practised, CollectionId newest) {
        Stream<CollectionId> older = practised.stream().distinct().filter(collection -> !collection.equals(newest));
        return Stream.of(settings.also().stream(), older, Stream.of(newest))
                .flatMap(collections -> collections)
                .toList();
    }

    public boolean owns(RoundId round) {
        return round.value().startsWith(prefix());
    }

    private String prefix() {
        return task + "-auto-";
    }

    private LabelSettings labels(CollectionId newest) {
        return LabelSettings.fineTuning(newest)
                .lookaheadSeconds(settings.lookaheadSeconds())
                .failureCost(settings.failureCost())
                .positiveFraction(settings.positiveFraction())
                .truncateAtTakeover(settings.truncateAtTakeover())
                .valueSteps(settings.valueSteps())
                .criticSteps(settings.criticSteps())
                .seed(settings.seed())
                .settings();
    }
}
