package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.value.recap.LabelComparison;
import java.util.ArrayList;
import java.util.List;

/** In what two label runs differ: what was asked, and what came out. */
record LabelRunDifference(LabelRunManifest one, LabelRunManifest other, int episodes, LabelComparison comparison) {
    ObjectNode tree() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("first", one.run().value())
                .put("second", other.run().value())
                .put("episodes", episodes)
                .put("steps", comparison.steps())
                .put("advantageCorrelation", comparison.advantageCorrelation());
        tree.set("settings", settings());
        ObjectNode sources = tree.putObject("bySource");
        comparison
                .bySource()
                .forEach((source, agreement) -> sources.putObject(source)
                        .put("both", agreement.both())
                        .put("onlyFirst", agreement.onlyFirst())
                        .put("onlySecond", agreement.onlySecond())
                        .put("neither", agreement.neither())
                        .put("alike", agreement.share()));
        return tree;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(episodes)
                .append(" episodes, ")
                .append(comparison.steps())
                .append(" steps; rank correlation of the advantages ")
                .append(LabelRunText.number(comparison.advantageCorrelation()))
                .append("\n\n");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("positive in", "both", one.run() + " only", other.run() + " only", "neither", "alike"));
        comparison
                .bySource()
                .forEach((source, agreement) -> rows.add(List.of(
                        source,
                        Integer.toString(agreement.both()),
                        Integer.toString(agreement.onlyFirst()),
                        Integer.toString(agreement.onlySecond()),
                        Integer.toString(agreement.neither()),
                        LabelRunText.number(agreement.share()))));
        text.append(Printout.table(rows)).append('\n');
        List<List<String>> settings = new ArrayList<>();
        settings.add(List.of("setting", one.run().value(), other.run().value()));
        settings()
                .properties()
                .forEach(field -> settings.add(List.of(
                        field.getKey(),
                        field.getValue().path(0).toString(),
                        field.getValue().path(1).toString())));
        return text.append(Printout.table(settings)).toString();
    }

    /** The settings that are not the same in both; each with the two values. */
    private ObjectNode settings() {
        JsonNode first = LabelRunText.tree(one).path("settings");
        JsonNode second = LabelRunText.tree(other).path("settings");
        ObjectNode different = JsonNodeFactory.instance.objectNode();
        first.fieldNames().forEachRemaining(name -> {
            if (!first.path(name).equals(second.path(name))) {
                different.putArray(name).add(first.path(name)).add(second.path(name));
            }
        });
        return different;
    }
}
