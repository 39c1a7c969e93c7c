package dev.fleetrl.local.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.local.demo.ProgressLine;
import dev.fleetrl.local.soak.SoakReport.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds that are no multiples of five hold. */
class SoakRunTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Queue<Path> folders = new ConcurrentLinkedQueue<>();

    private final class NotByFive implements Soak {
        @Override
        public String name() {
            return "not-by-five";
        }

        @Override
        public Map<String, Integer> run(long seed, Path folder) throws IOException {
            folders.add(folder);
            Files.writeString(folder.resolve("scratch"), "anything");
            if (seed % 5 == 0) {
                throw new AssertionError(seed + " is a multiple of five");
            }
            return Map.of("even", seed % 2 == 0 ? 1 : 0, "by-seven", 0);
        }
    }

    @ParameterizedTest(name = "{0} workers")
    @ValueSource(ints = {1, 4})
    void goesOnAfterASeedThatFails(int workers) throws Exception {
        SoakReport report = run(new SoakRun.Settings(3, 10, workers, false));

        assertThat(report.failures()).containsExactly(failure(5), failure(10));
        assertThat(report.seeds()).isEqualTo(10);
        assertThat(report.seen()).isEqualTo(Map.of("even", 4L, "by-seven", 0L));
        assertThat(said.toString(UTF_8))
                .contains("5 is a multiple of five")
                .contains("./fleetrl soak not-by-five --seeds 1 --from 5")
                .contains("10 seeds, 2 failed");
        assertThat(report.table()).contains("10 seeds from 3");
    }

    @Test
    void stopsAtAFailureWhereItIsToldTo() throws Exception {
        SoakReport report = run(new SoakRun.Settings(3, 10, 1, true));

        assertThat(report.failures()).containsExactly(failure(5));
        assertThat(report.seeds()).isEqualTo(3);
    }

    @Test
    void givesEachSeedAFolderAndLeavesNone() throws Exception {
        assertThat(run(new SoakRun.Settings(0, 6, 2, false)).seeds()).isEqualTo(6);

        assertThat(folders)
                .hasSize(6)
                .doesNotHaveDuplicates()
                .allSatisfy(folder -> assertThat(folder).doesNotExist());
    }

    private static Failure failure(long seed) {
        return new Failure(seed, "java.lang.AssertionError: " + seed + " is a multiple of five");
    }

    private SoakReport run(SoakRun.Settings settings) throws Exception {
        ProgressLine progress = new ProgressLine(new PrintStream(said, true, UTF_8), 0, () -> 0);
        return new SoakRun(new NotByFive(), settings, progress).run();
    }
}
