package dev.fleetrl.system.openpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small sample; more: {@code ./fleetrl soak openpi --seeds 400}. */
class OpenpiSoakTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3})
    void answersOrRefusesEveryFrame(long seed) throws Exception {
        assertThat(new OpenpiSoak().run(seed, folder))
                .containsEntry("slow", seed == 0 ? 3 : 0)
                .hasEntrySatisfying("answered", often -> assertThat(often).isPositive())
                .hasEntrySatisfying("refused", often -> assertThat(often).isGreaterThan(100));
    }
}
