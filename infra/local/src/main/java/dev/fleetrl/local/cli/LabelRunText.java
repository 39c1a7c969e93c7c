package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.TaskLabels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Label runs as a person reads them. */
final class LabelRunText {
    private LabelRunText() {}

    static String list(List<LabelRunManifest> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("run", "task", "phase", "epsilon", "policy+", "values of", "flags"));
        for (LabelRunManifest run : runs) {
            for (TaskLabels task : run.tasks()) {
                Double positive = task.positiveBySource().get("policy");
                rows.add(List.of(
                        run.run().value(),
                        task.task().value(),
                        run.settings().phase().name(),
                        number(task.epsilon()),
                        positive == null ? "-" : number(positive),
                        run.values().value(),
                        Integer.toString(run.flags().size())));
            }
        }
        return Printout.table(rows) + (runs.isEmpty() ? "(none)\n" : "");
    }

    static String show(LabelRunManifest run) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %s on snapshot %s, values of %s, %.1f s%n",
                run.run(),
                run.settings().phase(),
                run.snapshot(),
                run.values(),
                run.seconds()));
        run.flags().forEach(flag -> text.append("! ").append(flag).append('\n'));
        run.tasks().forEach(task -> text.append('\n').append(task(task)));
        return text.append('\n')
                .append(figures("value function", run.metrics()))
                .toString();
    }

    private static String task(TaskLabels task) {
        List<List<String>> sources = new ArrayList<>();
        sources.add(List.of("source", "steps", "positive"));
        new TreeMap<>(task.stepsBySource())
                .forEach((source, steps) -> sources.add(List.of(
                        source, steps.toString(), number(task.positiveBySource().getOrDefault(source, 0.0)))));
        return String.format(
                        Locale.ROOT,
                        "task %s: epsilon %.4f, N %d, H_l %d, a failure costs %.0f steps%n",
                        task.task(),
                        task.epsilon(),
                        task.lookaheadSteps(),
                        task.horizonSteps(),
                        task.failureCostSteps())
                + Printout.table(sources)
                + figures("figure", task.figures())
                + along("mean V along successes", task.valueAlongSuccesses())
                + along("mean V along failures ", task.valueAlongFailures());
    }

    private static String figures(String head, Map<String, Double> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(head, ""));
        new TreeMap<>(figures).forEach((name, value) -> rows.add(List.of(name, number(value))));
        return Printout.table(rows);
    }

    private static String along(String head, List<Double> values) {
        List<String> tenths = values.stream().map(LabelRunText::number).toList();
        return head + "  " + (tenths.isEmpty() ? "-" : String.join(" ", tenths)) + "\n";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** As it stands in the run's folder. */
    static JsonNode tree(LabelRunManifest run) {
        try {
            return new ObjectMapper().readTree(Codec.JSON.encode(LabelRunManifest.class, run));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
