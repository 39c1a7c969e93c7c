package dev.fleetrl.local.study;

import dev.fleetrl.evaluation.ThroughputEstimate;
import dev.fleetrl.evaluation.ThroughputEstimate.Episode;
import dev.fleetrl.learning.ScalarEvents;
import dev.fleetrl.local.study.plan.Cell;
import dev.fleetrl.local.study.plan.CellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * A study's curves for TensorBoard, a run for each variant and seed: {@code {variant}/seed-{s}}. A step is a round; step 0 is the
 * start of the same seed. When something was measured is not told, so that equal results make equal files.
 */
public final class StudyEvents {
    private StudyEvents() {}

    /** Overwrites the runs of these results; in the folder, runs of other results stay. */
    public static void write(Path folder, Collection<CellResult> results) throws IOException {
        Map<Long, CellResult> starts = new TreeMap<>();
        Map<String, TreeMap<Integer, CellResult>> runs = new TreeMap<>();
        for (CellResult result : results) {
            Cell cell = result.cell();
            if (cell.round() == 0) {
                starts.put(cell.seed(), result);
            }
            runs.computeIfAbsent(cell.variant() + "/seed-" + cell.seed(), run -> new TreeMap<>())
                    .put(cell.round(), result);
        }
        for (Map.Entry<String, TreeMap<Integer, CellResult>> run : runs.entrySet()) {
            TreeMap<Integer, CellResult> rounds = run.getValue();
            CellResult start = starts.get(rounds.firstEntry().getValue().cell().seed());
            if (start != null) {
                rounds.put(0, start);
            }
            Path file = Files.createDirectories(folder.resolve(run.getKey())).resolve(ScalarEvents.fileName("study"));
            ScalarEvents.write(
                    file,
                    Instant.EPOCH,
                    rounds.values().stream().map(StudyEvents::row).toList());
        }
    }

    private static ScalarEvents.Row row(CellResult result) {
        double success = 100.0 * result.successes() / result.trials().size();
        double perHour = ThroughputEstimate.of(result.trials().stream()
                        .map(trial -> new Episode(trial.success(), trial.activeSeconds()))
                        .toList())
                .perHour();
        int round = result.cell().round();
        return new ScalarEvents.Row(
                round,
                round,
                Map.of(
                        "evaluation/success_percent", success,
                        "evaluation/failure_percent", 100 - success,
                        "evaluation/successes_per_hour", perHour));
    }
}
