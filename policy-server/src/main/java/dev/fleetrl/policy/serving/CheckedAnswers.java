package dev.fleetrl.policy.serving;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Vec;
import java.util.List;
import java.util.stream.IntStream;

/** What may leave the server: an answer for each question, of finite numbers; who asked something bad is alone with it. */
final class CheckedAnswers {
    private static final System.Logger LOG = System.getLogger(CheckedAnswers.class.getName());

    private CheckedAnswers() {}

    static List<PolicyAnswer> of(PolicyBackend backend, List<PolicyQuery> queries) {
        try {
            List<PolicyAnswer> answers = backend.infer(queries);
            if (answers.size() != queries.size()) {
                throw new IllegalStateException(answers.size() + " answers to " + queries.size() + " questions");
            }
            return answers.stream().map(CheckedAnswers::checked).toList();
        } catch (RuntimeException e) {
            if (queries.size() == 1) {
                LOG.log(WARNING, "a question was not answered", e);
                return List.of(new PolicyAnswer.Failed("the policy could not answer; see the server's log"));
            }
            return queries.stream()
                    .map(query -> of(backend, List.of(query)).get(0))
                    .toList();
        }
    }

    private static PolicyAnswer checked(PolicyAnswer answer) {
        if (!(answer instanceof PolicyAnswer.Chunk chunk)) {
            return answer;
        }
        if (!isFinite(chunk.actions())) {
            return new PolicyAnswer.Failed("the policy answered with actions that are not finite numbers");
        }
        return chunk.chosen()
                        .map(PolicyAnswer.Chosen::scores)
                        .filter(scores -> !isFinite(scores))
                        .isPresent()
                ? new PolicyAnswer.Failed("the policy's critic answered with scores that are not finite numbers")
                : answer;
    }

    static boolean isFinite(Vec values) {
        return IntStream.range(0, values.size()).allMatch(i -> Float.isFinite(values.at(i)));
    }
}
