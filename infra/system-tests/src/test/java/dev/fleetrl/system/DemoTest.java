package dev.fleetrl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetrl.local.demo.Demo;
import dev.fleetrl.local.demo.DemoPlan;
import dev.fleetrl.local.site.SiteSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole story, as small as it can be, over brokers that the site did not start. It measures nothing. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemoTest {
    private static final DemoPlan TINY = new DemoPlan(4, 20, 4, 10, 10, 2, 0);
    private static final int ROBOTS = 4;
    private static final int OPERATORS = 4;

    @TempDir
    static Path folder;

    @Test
    void tellsTheWholeStoryOverOutsideBrokersAndGoesOnWhereItWas() throws Exception {
        assumeThat(OutsideBrokers.canStart()).as("mosquitto is installed").isTrue();
        Path table = folder.resolve("out.json");

        try (OutsideBrokers brokers = OutsideBrokers.start(folder)) {
            tell(brokers, table);
            JsonNode first = new ObjectMapper().readTree(table.toFile());
            tell(brokers, table);
            JsonNode again = new ObjectMapper().readTree(table.toFile());

            assertThat(first.findValuesAsText("version"))
                    .containsExactly("v0", "v1", "v1-control-steps", "v1-control-demos");
            assertThat(first)
                    .allSatisfy(row -> assertThat(row.fieldNames())
                            .toIterable()
                            .contains(
                                    "version",
                                    "task",
                                    "episodes",
                                    "successes",
                                    "successRate",
                                    "successInterval",
                                    "throughputPerHour",
                                    "throughputInterval",
                                    "interventions",
                                    "correctionSteps",
                                    "trainSeconds"));
            assertThat(first.get(0).path("correctionSteps").asInt()).isPositive();
            assertThat(first).allSatisfy(row -> {
                assertThat(row.path("episodes").asInt()).isEqualTo(TINY.evaluation());
                assertThat(row.path("trainSeconds").asDouble()).isPositive();
            });
            assertThat(again).isEqualTo(first);
        }
        assertThat(folder.resolve("data/episodes/practice-1")).isDirectoryContaining("glob:**.parquet");
        assertThat(folder.resolve("data/episodes/more-demonstrations")).isDirectoryContaining("glob:**.parquet");
        assertThat(folder.resolve("data/kafka")).doesNotExist();
        assertThat(folder.resolve("data/labels/recap-1")).isNotEmptyDirectory();
    }

    private static void tell(OutsideBrokers brokers, Path table) {
        SiteSettings settings = new SiteSettings(
                folder.resolve("data"),
                ROBOTS,
                OPERATORS,
                0,
                Optional.of(brokers.mqtt()),
                Optional.empty(),
                Optional.of(brokers.kafka()),
                false,
                "pick",
                SiteSettings.ArmKind.SIMULATED,
                Optional.empty());
        new Demo(settings, TINY, 1, true, Optional.of(table)).run();
    }
}
