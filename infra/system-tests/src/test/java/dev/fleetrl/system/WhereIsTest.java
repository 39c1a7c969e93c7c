package dev.fleetrl.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The map of terms is only worth something while every path in it exists. */
class WhereIsTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern PATH = Pattern.compile("\\(\\.\\./([^)#]+)\\)");

    @Test
    void everyPathOfTheMapExists() throws IOException {
        List<String> paths = new ArrayList<>();
        Matcher matcher = PATH.matcher(Files.readString(ROOT.resolve("docs/where-is.md")));
        while (matcher.find()) {
            paths.add(matcher.group(1));
        }

        assertThat(paths)
                .hasSizeGreaterThan(40)
                .allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    }
}
