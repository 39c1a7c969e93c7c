package dev.fleetrl.controller.retrain.schedule;

import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RoundId;
import dev.fleetrl.contracts.RoundRequest;
import dev.fleetrl.contracts.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A round every so many new practice episodes; the k-th is due when k times as many are sealed. */
public final class RetrainSchedule {
    private final CollectionId practice;
    private final TaskId task;
    private final Settings settings;

    public RetrainSchedule(CollectionId practice, TaskId task, Settings settings) {
        this.practice = practice;
        this.task = task;
        this.settings = settings;
    }

    /**
     * What a round is like.
     *
     * @param everyEpisodes new practice episodes that start a round
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
     * @param sealed practice episodes so far
     * @param roundsSoFar rounds of this schedule that were asked for
     * @param root the policy that training starts from; none while nothing is published
     */
    public Optional<RoundRequest> due(int sealed, int roundsSoFar, Optional<PolicyVersion> root) {
        int number = roundsSoFar + 1;
        if (sealed < (long) number * settings.everyEpisodes()) {
            return Optional.empty();
        }
        String name = prefix() + number;
        return Optional.of(new RoundRequest(
                new RoundId(name),
                task,
                new PolicyVersion(name),
                root,
                Stream.concat(settings.also().stream(), Stream.of(practice)).toList(),
                root.isPresent() ? "recap" : "sft",
                root.map(policy -> labels()),
                settings.steps(),
                settings.seed() + number,
                settings.training(),
                true));
    }

    public boolean owns(RoundId round) {
        return round.value().startsWith(prefix());
    }

    private String prefix() {
        return task + "-auto-";
    }

    private LabelSettings labels() {
        return LabelSettings.fineTuning(practice)
                .lookaheadSeconds(settings.lookaheadSeconds())
                .failureCost(settings.failureCost())
                .positiveFraction(settings.positiveFraction())
                .truncateAtTakeover(settings.truncateAtTakeover())
                .valueSteps(settings.valueSteps())
                .seed(settings.seed())
                .settings();
    }
}
