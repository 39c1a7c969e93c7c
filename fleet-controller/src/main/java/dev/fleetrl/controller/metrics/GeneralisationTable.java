package dev.fleetrl.controller.metrics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.evaluation.WilsonInterval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Success of evaluations in varied scenes, a row a kind and severity, beside the scene of training; policies that were never
 * evaluated in a varied scene have no row. Nothing is pooled: a gain in one kind would hide a loss in another.
 */
public final class GeneralisationTable {
    private static final Comparator<Optional<Variation>> ORDER = Comparator.comparing((Optional<Variation> variation) ->
            variation.map(Variation.all()::indexOf).orElse(-1));

    private GeneralisationTable() {}

    public static List<GeneralisationRow> of(List<EpisodeManifest> episodes) {
        List<GeneralisationRow> rows = new ArrayList<>();
        Cell.ofAnyScene(episodes).forEach((cell, all) -> {
            TreeMap<Optional<Variation>, List<EpisodeManifest>> scenes = Cell.judged(all).stream()
                    .collect(groupingBy(GeneralisationTable::scene, () -> new TreeMap<>(ORDER), toList()));
            if (cell.cohort() == Cohort.EVALUATION && scenes.keySet().stream().anyMatch(Optional::isPresent)) {
                scenes.forEach((scene, judged) -> rows.add(row(cell, scene, judged)));
            }
        });
        return rows;
    }

    /** Severity 0 of any kind is the scene of training. */
    private static Optional<Variation> scene(EpisodeManifest episode) {
        return episode.plan().variation().filter(variation -> variation.severity() > 0);
    }

    private static GeneralisationRow row(Cell cell, Optional<Variation> scene, List<EpisodeManifest> judged) {
        int n = judged.size();
        int successes = Cell.successes(judged);
        return new GeneralisationRow(
                cell.version(),
                cell.task(),
                scene.map(v -> v.axis().name().toLowerCase(Locale.ROOT)).orElse("training"),
                scene.map(Variation::toString).orElse("none"),
                scene.map(Variation::severity).orElse(0),
                n,
                successes,
                (double) successes / n,
                WilsonInterval.of(successes, n));
    }
}
