package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetrl.local.site.SiteClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which site a command talks to, and whether it answers a person or a program. */
final class SiteOptions {
    @Option(
            names = "--url",
            defaultValue = "${env:FLEETRL_URL:-http://127.0.0.1:8080}",
            description = "address of the site (default: ${DEFAULT-VALUE})")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--json", description = "print JSON, for programs")
    private boolean json;

    SiteClient client() {
        return new SiteClient(url);
    }

    /** Prints rows as a table, or the answer as it came. */
    void printList(JsonNode answer, JsonNode rows, Map<String, String> columns) {
        if (json) {
            System.out.println(Printout.json(answer));
            return;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.copyOf(columns.keySet()));
        for (JsonNode row : rows) {
            table.add(columns.values().stream().map(path -> cell(row, path)).toList());
        }
        System.out.print(Printout.table(table));
        if (rows.isEmpty()) {
            System.out.println("(none)");
        }
    }

    /** Prints lines for a person, or the answer as it came. */
    void printOne(JsonNode answer, List<String> lines) {
        if (json) {
            printOne(answer);
        } else {
            lines.forEach(System.out::println);
        }
    }

    void printOne(JsonNode answer) {
        System.out.println(Printout.json(answer));
    }

    private static String cell(JsonNode row, String path) {
        JsonNode at = row.at("/" + path.replace('.', '/'));
        if (at.isMissingNode() || at.isNull()) {
            return "-";
        }
        return at.isValueNode() ? at.asText() : at.toString();
    }
}
