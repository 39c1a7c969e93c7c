package dev.fleetrl.local.study.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.local.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    /** Does what its argument says. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            Worker.work(() -> fail(arguments[0]));
        }

        private static void fail(String how) {
            switch (how) {
                case "refuse" -> throw new UserError("name another folder");
                case "crash" -> throw new IllegalStateException("a defect");
                case "die" -> Runtime.getRuntime().halt(9);
                default -> {}
            }
        }
    }

    private void run(String how) throws IOException, InterruptedException {
        Worker.run(Main.class, List.of(how), folder.resolve("log"), told::add);
    }

    @Test
    void tellsWhatThePersonCanMendFromADefect() throws Exception {
        run("succeed");

        assertThatThrownBy(() -> run("refuse")).isInstanceOf(UserError.class).hasMessage("name another folder");
        assertThatThrownBy(() -> run("crash")).isInstanceOf(IOException.class).hasMessage("a defect");
        assertThat(told).containsExactly("exit 1; its log: " + folder.resolve("log"));
        assertThat(folder.resolve("log")).content().contains("IllegalStateException: a defect");
    }

    @Test
    void saysThatItsWorkDied() {
        assertThatThrownBy(() -> run("die")).isInstanceOf(IOException.class).hasMessage("it said nothing");
        assertThat(told.get(0)).startsWith("exit 9;");
    }
}
