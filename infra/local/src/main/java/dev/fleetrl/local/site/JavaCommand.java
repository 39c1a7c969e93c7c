package dev.fleetrl.local.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How another JVM like this one is started. */
public final class JavaCommand {
    private JavaCommand() {}

    /** On this class path; arguments may be added. */
    public static List<String> of(String mainClass, String heap, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Xmx" + heap);
        command.add("-XX:+UseSerialGC");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        return command;
    }
}
