package dev.fleetrl.local.study.plan;

import java.util.List;
import java.util.Map;

/**
 * What a cell says.
 *
 * @param policy that was evaluated
 * @param trials evaluation episodes by start
 * @param aborted starts that came to no verdict, {@link dev.fleetrl.contracts.Ending#isOfTheSeed}; in no rate but their own
 * @param effort of people, in this round; of the control by minutes, in all rounds
 * @param seconds on the wall by stage: demonstrate, practise, label, train, evaluate
 * @param settings realised in the training, such as the sampler's shares
 * @param metrics of the label run and of the training
 * @param commits of the sources that made any of it: a study that goes on takes data and policies from what ran before
 */
public record CellResult(
        Cell cell,
        String policy,
        String recipe,
        List<Trial> trials,
        int aborted,
        Effort effort,
        Map<String, Double> seconds,
        Map<String, Double> settings,
        Map<String, Double> metrics,
        List<String> commits) {
    public CellResult {
        trials = List.copyOf(trials);
        commits = List.copyOf(commits);
    }

    public int successes() {
        return (int) trials.stream().filter(Trial::success).count();
    }
}
