package dev.fleetrl.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.ui.fake.FakeController;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A researcher in a real browser, with figures that were made up. */
class ResearchPageTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path PAGE = Path.of("src/main/web");

    private final RunningSite site = RunningSite.start(new SiteId("lab"), FakeController::answer);

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void figuresLeadToEpisodesAndCanBeTakenAlongAndAVersionCanBePromoted() throws Exception {
        assumeThat(Files.isExecutable(CHROMIUM)).as("Chromium is installed").isTrue();

        Process browser = new ProcessBuilder(
                        "node", "e2e/research.mjs", site.uri().toString())
                .directory(PAGE.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(browser.getInputStream().readAllBytes(), UTF_8);

        assertThat(browser.waitFor()).as(said).isZero();
    }
}
