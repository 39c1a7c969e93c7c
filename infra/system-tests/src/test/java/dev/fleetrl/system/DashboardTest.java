package dev.fleetrl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever dashboard and alerts ask for, a site tells: a demonstration, a training, and an episode of the new policy. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DashboardTest {
    private static final Path DASHBOARDS = Path.of("..", "deploy", "dashboards");

    /** What a site of a minute has no cause to tell of; a unit test of each holds its name. */
    private static final Set<String> RARE =
            Set.of("action_guard_reject_total", "certificate_expiry_seconds", "rollout_stage");

    /** Of Prometheus itself, and words of its language that look like names. */
    private static final Set<String> PROMETHEUS = Set.of(
            "up",
            "and",
            "or",
            "on",
            "by",
            "sum",
            "rate",
            "increase",
            "vector",
            "max_over_time",
            "group_left",
            "unless",
            "offset");

    private static final Pattern STRING_OR_RANGE =
            Pattern.compile("\"[^\"]*\"|\\[[^]]*]|(by|on|group_left) ?\\([^)]*\\)");
    private static final Pattern LABEL = Pattern.compile("\\{[^}]*}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*[a-z]");

    @TempDir
    static Path data;

    @Test
    void asksOnlyForWhatASiteTells() throws Exception {
        Set<String> asked = names(expressions());

        assertThat(asked).hasSizeGreaterThan(20);
        try (RunningSite site = RunningSite.start(data.resolve("site"))) {
            site.demonstrate("shown", 2, 100);
            RunningSite.await("demonstrations are sealed", () -> site.isComplete("shown"));
            site.train("tiny", "shown", 2);
            RunningSite.await("the policy is warm", () -> site.isFinished("tiny"));
            site.practise("tried", "tiny", 1);
            RunningSite.await("all is told", () -> told(site).containsAll(without(asked, RARE)));

            assertThat(scrapes(site)).noneMatch(text -> text.contains("tried-") || text.contains("shown-"));
        }
    }

    private static Set<String> without(Set<String> names, Set<String> some) {
        return names.stream().filter(name -> !some.contains(name)).collect(Collectors.toSet());
    }

    private static List<String> expressions() throws IOException {
        List<String> found = new ArrayList<>();
        JsonNode dashboard =
                new ObjectMapper().readTree(DASHBOARDS.resolve("fleetrl.json").toFile());
        dashboard.findValues("expr").forEach(expression -> found.add(expression.asText()));
        JsonNode alerts =
                new YAMLMapper().readTree(DASHBOARDS.resolve("alerts.yaml").toFile());
        alerts.findValues("expr").forEach(expression -> found.add(expression.asText()));
        return found;
    }

    private static Set<String> names(List<String> expressions) {
        Set<String> names = new TreeSet<>();
        for (String expression : expressions) {
            String bare = STRING_OR_RANGE
                    .matcher(LABEL.matcher(expression).replaceAll(" "))
                    .replaceAll(" ");
            NAME.matcher(bare).results().map(found -> found.group()).forEach(names::add);
        }
        names.removeAll(PROMETHEUS);
        names.remove("histogram_quantile");
        return names;
    }

    private static Set<String> told(RunningSite site) {
        return scrapes(site).stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static List<String> scrapes(RunningSite site) {
        return site.metrics().stream().map(DashboardTest::scrape).toList();
    }

    private static String scrape(URI at) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
