package dev.fleetrl.local.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.local.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {
    /** Any program that may be run; these scripts start none. */
    private static final Path CHROMIUM = Path.of("/bin/sh");

    @TempDir
    private Path web;

    @Test
    void saysWhatIsMissingBeforeAnythingIsStarted() throws Exception {
        assertThatThrownBy(() -> new Browser(web, CHROMIUM, line -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no playwright-core in " + web)
                .hasMessageContaining("./fleetrl test");
        install();
        assertThatThrownBy(() -> new Browser(web, web.resolve("no-chromium"), line -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no Chromium at " + web.resolve("no-chromium"))
                .hasMessageContaining("apt-get install chromium");
    }

    @Test
    void handsOnWhatAScriptSaysAndAnswersItsLastLine() throws Exception {
        install();
        Files.writeString(
                web.resolve("well.mjs"), "console.log('press 1'); console.log(JSON.stringify({n: process.argv[2]}))");
        List<String> said = new ArrayList<>();

        assertThat(new Browser(web, CHROMIUM, said::add).run("well.mjs", "3")).isEqualTo("{\"n\":\"3\"}");

        assertThat(said).containsExactly("press 1");
    }

    @Test
    void aScriptThatFailsIsAFailureWithItsLastWord() throws Exception {
        install();
        Files.writeString(web.resolve("ill.mjs"), "console.log('failed: no robot'); process.exit(1)");

        assertThatThrownBy(() -> new Browser(web, CHROMIUM, line -> {}).run("ill.mjs"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ill.mjs: failed: no robot");
    }

    private void install() throws Exception {
        Files.createDirectories(web.resolve("node_modules").resolve("playwright-core"));
    }
}
