package dev.fleetrl.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Prometheus hears of the controller. */
class MonitorTest extends ServedApi {
    private static List<String> scrape() throws Exception {
        return send("GET", "/metrics", "").body().lines().toList();
    }

    @Test
    void countsTheEpisodesOfTheLog() throws Exception {
        int sealed = get("/api/v1/site").path("episodes").asInt();
        double counted = scrape().stream()
                .filter(line -> line.startsWith("episode_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();

        assertThat(sealed).isPositive();
        assertThat(counted).isEqualTo(sealed);
        assertThat(scrape())
                .anyMatch(line -> line.startsWith("episode_duration_seconds_count{task=\"pick\"}"))
                .anyMatch(line -> line.startsWith("intervention_seconds_total{task=\"pick\"}"))
                .anyMatch(line -> line.startsWith("site_disk_used_ratio "));
    }

    /** Each value of a label is a series that is kept for weeks. */
    @Test
    void labelsNothingByEpisodesPeopleOrCollections() throws Exception {
        Pattern labels = Pattern.compile("\\{[^}]*(-a0|\"ada\"|expert|episode=|collection=)[^}]*}");

        assertThat(scrape()).noneMatch(line -> labels.matcher(line).find());
    }
}
