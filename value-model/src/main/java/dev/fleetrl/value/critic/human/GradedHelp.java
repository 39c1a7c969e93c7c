package dev.fleetrl.value.critic.human;

import dev.fleetrl.value.critic.human.HumanRequest.CorrectionRequest;
import dev.fleetrl.value.critic.human.HumanRequest.DemoRequest;
import dev.fleetrl.value.critic.human.HumanRequest.ResetPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses what to ask for at each start. VLAC found good reset points hard to choose, too easy or hopeless, and gives no
 * rule; this one gates them to an estimated success in [0.1, 0.7].
 *
 * @param fewestEpisodes below which nothing is said of a start
 * @param explorations failures at a reset point after which a person is asked to correct
 * @param quota demonstrations of a hopeless start
 */
public record GradedHelp(int fewestEpisodes, int explorations, int quota) {
    private static final double HOPELESS = 0.1;
    private static final double EASY = 0.7;

    /** The starts with the most failures first; at most {@code limit}. */
    public List<HumanRequest> choose(List<StartRecord> starts, int limit) {
        List<HumanRequest> chosen = new ArrayList<>();
        starts.stream()
                .filter(start -> start.episodes() >= fewestEpisodes && start.success() <= EASY)
                .sorted(Comparator.comparingInt((StartRecord start) -> start.successes() - start.episodes())
                        .thenComparingLong(StartRecord::start))
                .limit(limit)
                .forEach(start -> chosen.add(request(start)));
        return chosen;
    }

    private HumanRequest request(StartRecord start) {
        if (start.success() < HOPELESS) {
            return new DemoRequest(start.start(), quota);
        }
        return start.failedExplorations() >= explorations
                ? new CorrectionRequest(start.start(), start.failedExplorations())
                : new ResetPoint(
                        start.start(), start.episodes() - start.successes(), start.episodes(), start.success());
    }
}
