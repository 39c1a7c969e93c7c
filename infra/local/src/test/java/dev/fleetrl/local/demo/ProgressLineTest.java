package dev.fleetrl.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private long nowNanos;
    private final ProgressLine log = new ProgressLine(new PrintStream(said, true, UTF_8), 0, () -> nowNanos);

    private void pass(int seconds) {
        nowNanos += Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void saysInALogEveryTenSecondsHowFarItIsAndHowLongStill() {
        log.begin("train");
        pass(5);
        log.at(0.1, "step 10", -1);
        pass(15);
        log.at(0.25, "step 25", -1);

        assertThat(said.toString(UTF_8).lines())
                .containsExactly(" 0:00  train …", " 0:20  train  25 %  step 25  (about 1 min 0 s left)");
    }

    @Test
    void keepsWhatCameOut() {
        log.begin("train");
        pass(61);
        log.done("trained");

        assertThat(said.toString(UTF_8)).endsWith(" 1:01  train: trained  [1 min 1 s]\n");
    }

    @Test
    void cutsALineThatIsRewrittenToTheTerminalsWidth() {
        ProgressLine terminal = new ProgressLine(new PrintStream(said, true, UTF_8), 20, () -> nowNanos);
        terminal.begin("train");
        said.reset();

        terminal.at(0.1, "a detail that is far too long", -1);

        assertThat(said.toString(UTF_8)).startsWith("\r\033[Ktrain ").hasSize("\r\033[K".length() + 19);
    }
}
