package dev.fleetrl.policy.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The state's first number is the action that is answered, its second the score of the only candidate. */
class CheckedAnswersTest {
    private static final PolicyBackend ECHO = new PolicyBackend() {
        @Override
        public List<PolicyAnswer> infer(List<PolicyQuery> queries) {
            return queries.stream()
                    .map(PolicyQuery::state)
                    .<PolicyAnswer>map(state -> chunk(state.at(0), state.at(1)))
                    .toList();
        }

        @Override
        public void close() {}
    };

    @Test
    void letsFiniteNumbersOut() {
        assertThat(CheckedAnswers.of(ECHO, List.of(question(1, 2)))).containsExactly(chunk(1, 2));
    }

    /** A choice by such scores was none. */
    @Test
    void refusesActionsAndScoresThatAreNotFiniteAloneSoThatOthersAreAnswered() {
        List<PolicyAnswer> answers = CheckedAnswers.of(
                ECHO, List.of(question(Float.NaN, 2), question(1, Float.POSITIVE_INFINITY), question(1, 2)));

        assertThat(answers)
                .containsExactly(
                        new PolicyAnswer.Failed("the policy answered with actions that are not finite numbers"),
                        new PolicyAnswer.Failed("the policy's critic answered with scores that are not finite numbers"),
                        chunk(1, 2));
    }

    private static PolicyAnswer chunk(float action, float score) {
        return new PolicyAnswer.Chunk(
                Vec.of(action), 1, 1, 1, 0, Optional.of(new PolicyAnswer.Chosen(Vec.of(score), 0)));
    }

    private static PolicyQuery question(float action, float score) {
        return new PolicyQuery(Map.of(), Vec.of(action, score), "", Indicator.POSITIVE, Guidance.PLAIN, 0);
    }
}
