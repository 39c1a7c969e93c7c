package dev.fleetrl.policy.serving;

import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import java.util.Optional;

/** Whether a policy can answer a question, as far as its numbers say; its pictures show when they are decoded. */
record QuestionFit(ObservationShape shape, ActionNormalisation normalisation, boolean hasCritic) {
    /** The reason why not, for the sender. */
    Optional<String> whyNot(PolicyQuery query) {
        if (query.state().size() != shape.proprioception()) {
            return Optional.of("'observation/state' has " + query.state().size() + " elements, the policy wants "
                    + shape.proprioception());
        }
        if (!CheckedAnswers.isFinite(query.state())) {
            return Optional.of("'observation/state' has an element that is not a finite number");
        }
        if (query.underWay().isPresent() && !fits(query.underWay().get())) {
            return Optional.of(query.underWay().get().actions().size()
                    + " numbers under way do not go before a chunk of " + sides() + " finite ones");
        }
        int candidates = query.choice().candidates().orElse(1);
        if (candidates > 1 && !hasCritic) {
            return Optional.of("the policy has no critic to choose among " + candidates
                    + " candidates; ask for one, or train it with chunkValueSteps");
        }
        return query.noise()
                .filter(noise -> !fits(noise))
                .map(noise -> "'fleetrl/noise' of " + noise.horizon() + " x " + noise.actionSize()
                        + " is not the start of a chunk of " + sides() + " finite numbers");
    }

    private String sides() {
        return normalisation.horizon() + " x " + normalisation.actionSize();
    }

    boolean fits(PolicyQuery.Noise noise) {
        return noise.horizon() == normalisation.horizon()
                && noise.actionSize() == normalisation.actionSize()
                && noise.values().size() == normalisation.scale().size()
                && CheckedAnswers.isFinite(noise.values());
    }

    boolean fits(PolicyQuery.UnderWay underWay) {
        int elements = underWay.actions().size();
        return elements > 0
                && CheckedAnswers.isFinite(underWay.actions())
                && elements <= normalisation.scale().size()
                && elements % normalisation.actionSize() == 0
                && underWay.delay() >= 0
                && underWay.delay() * normalisation.actionSize() <= elements;
    }
}
