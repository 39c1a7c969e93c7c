package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import java.util.Optional;

/**
 * How a snapshot is labelled (π*0.6, Sec. V and App. F). Refuses in one line what cannot be meant.
 *
 * @param phase which advantage, and whose steps form the pool for ε
 * @param lookaheadSeconds N of the advantage, in seconds; pre-training looks to the end whatever it says
 * @param failureCost c: a failure costs c·H_l further steps; with at least 1, P(success) can be read off the values
 * @param positiveFraction share of the pool that ends above ε
 * @param newestPractice the collections whose policy steps form the pool for ε; needed for fine-tuning
 * @param pool whether each step or each episode of the pool weighs the same
 * @param leastAdvantage positive means A > max(ε, this) where it is given; not in the paper
 * @param truncateAtTakeover ends the look-ahead where a person takes over, so that the slip before is not credited with the
 *     rescue; not in the paper
 * @param forceCorrections whether corrections are positive whatever their advantage
 * @param forceDemonstrations whether demonstrations are
 * @param valueTarget how a return becomes a distribution over bins
 * @param valueSteps training steps of the value function
 * @param criticSteps training steps of the progress critic, which the same round makes; 0 for none
 * @param parent the run whose value function this one's starts from, such as that of pre-training; none starts afresh
 * @param valuesOf the run whose stored values are taken, so that nothing is trained or inferred
 */
@JsonDeserialize(builder = LabelSettings.Builder.class)
public record LabelSettings(
        Phase phase,
        double lookaheadSeconds,
        double failureCost,
        double positiveFraction,
        List<CollectionId> newestPractice,
        Pool pool,
        Optional<Double> leastAdvantage,
        boolean truncateAtTakeover,
        boolean forceCorrections,
        boolean forceDemonstrations,
        Target valueTarget,
        int valueSteps,
        int criticSteps,
        Optional<LabelRunId> parent,
        Optional<LabelRunId> valuesOf,
        long seed) {
    /** π*0.6, App. F. */
    public enum Phase {
        /** Monte-Carlo advantages (N = T); ε over the demonstrations. */
        PRETRAIN,
        /** N-step advantages; ε over the policy's steps of the newest practice. */
        FINETUNE
    }

    /** What weighs the same when ε is chosen. */
    public enum Pool {
        /** Each step, as in the paper: an episode that times out weighs as much as several that succeed. */
        FRAMES,
        /** Each episode. */
        EPISODES
    }

    /** How a return becomes a distribution over bins. */
    public enum Target {
        /** Shared between the two nearest bins. */
        TWO_HOT,
        /** A normal distribution of 0.75 bin widths (Imani and White, 2018). */
        HL_GAUSS
    }

    public LabelSettings {
        check(
                positiveFraction > 0 && positiveFraction < 1,
                "positiveFraction must be between 0 and 1",
                positiveFraction);
        check(lookaheadSeconds > 0 && lookaheadSeconds < 1e6, "lookaheadSeconds must be above 0", lookaheadSeconds);
        check(failureCost >= 1 && failureCost < 1e6, "failureCost must be at least 1", failureCost);
        check(valueSteps >= 1, "valueSteps must be at least 1", valueSteps);
        check(criticSteps >= 0, "criticSteps must be at least 0", criticSteps);
        double least = leastAdvantage.orElse(0.0);
        check(least >= -1 && least <= 1, "leastAdvantage must be between -1 and 1", least);
        newestPractice = List.copyOf(newestPractice);
        check(
                phase != Phase.FINETUNE || !newestPractice.isEmpty(),
                "newestPractice must name the collections of the newest practice when fine-tuning",
                newestPractice);
        check(
                parent.isEmpty() || valuesOf.isEmpty(),
                "valuesOf trains nothing, so it cannot go together with parent",
                parent);
    }

    private static void check(boolean holds, String rule, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException("labels: " + rule + ", not " + actual);
        }
    }

    /** The paper's settings for a round on what the fleet has practised: N = 1 s, 40 % positive. */
    public static Builder fineTuning(CollectionId... newestPractice) {
        return new Builder(Phase.FINETUNE, 0.4, List.of(newestPractice));
    }

    /** The paper's settings for demonstrations of any number of tasks: Monte-Carlo advantages, 30 % positive. */
    public static Builder preTraining() {
        return new Builder(Phase.PRETRAIN, 0.3, List.of());
    }

    /**
     * Settings that differ from the paper's in what is said. A message is read as one of these, so that a log from before a
     * setting existed still means what it meant: fine-tuning, demonstrations forced positive, one collection.
     */
    @JsonPOJOBuilder(buildMethodName = "settings")
    public static final class Builder {
        private Phase phase;

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        private List<CollectionId> newestPractice;

        private double positiveFraction;
        private double lookaheadSeconds = 1;
        private double failureCost = 1;
        private Pool pool = Pool.FRAMES;
        private Optional<Double> leastAdvantage = Optional.empty();
        private boolean truncateAtTakeover;
        private boolean forceCorrections = true;
        private boolean forceDemonstrations;
        private Target valueTarget = Target.TWO_HOT;
        private int valueSteps = 450;
        private int criticSteps;
        private Optional<LabelRunId> parent = Optional.empty();
        private Optional<LabelRunId> valuesOf = Optional.empty();
        private long seed = 1;

        private Builder() {
            this(Phase.FINETUNE, 0.4, List.of());
        }

        private Builder(Phase phase, double positiveFraction, List<CollectionId> newestPractice) {
            this.phase = phase;
            this.positiveFraction = positiveFraction;
            this.newestPractice = newestPractice;
            this.forceDemonstrations = phase == Phase.FINETUNE;
        }

        public Builder positiveFraction(double fraction) {
            positiveFraction = fraction;
            return this;
        }

        public Builder lookaheadSeconds(double seconds) {
            lookaheadSeconds = seconds;
            return this;
        }

        public Builder failureCost(double cost) {
            failureCost = cost;
            return this;
        }

        public Builder pool(Pool weighing) {
            pool = weighing;
            return this;
        }

        public Builder leastAdvantage(double least) {
            leastAdvantage = Optional.of(least);
            return this;
        }

        public Builder truncateAtTakeover(boolean truncate) {
            truncateAtTakeover = truncate;
            return this;
        }

        public Builder forceCorrections(boolean force) {
            forceCorrections = force;
            return this;
        }

        public Builder forceDemonstrations(boolean force) {
            forceDemonstrations = force;
            return this;
        }

        public Builder valueTarget(Target target) {
            valueTarget = target;
            return this;
        }

        public Builder valueSteps(int steps) {
            valueSteps = steps;
            return this;
        }

        public Builder criticSteps(int steps) {
            criticSteps = steps;
            return this;
        }

        public Builder parent(LabelRunId run) {
            parent = Optional.of(run);
            return this;
        }

        public Builder valuesOf(LabelRunId run) {
            valuesOf = Optional.of(run);
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public LabelSettings settings() {
            return new LabelSettings(
                    phase,
                    lookaheadSeconds,
                    failureCost,
                    positiveFraction,
                    newestPractice,
                    pool,
                    leastAdvantage,
                    truncateAtTakeover,
                    forceCorrections,
                    forceDemonstrations,
                    valueTarget,
                    valueSteps,
                    criticSteps,
                    parent,
                    valuesOf,
                    seed);
        }
    }
}
