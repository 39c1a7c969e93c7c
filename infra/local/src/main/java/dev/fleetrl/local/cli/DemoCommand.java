package dev.fleetrl.local.cli;

import dev.fleetrl.local.demo.Demo;
import dev.fleetrl.local.demo.DemoPlan;
import dev.fleetrl.local.site.SiteSettings;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl demo}. */
@Command(
        name = "demo",
        description =
                "Runs the whole story on this machine: demonstrate, train, practise with corrections, retrain, compare.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {
    @Option(names = "--quick", description = "a small version: shows the way in five minutes, and measures little")
    private boolean quick;

    @Option(
            names = "--task",
            defaultValue = "pick",
            completionCandidates = TaskNames.class,
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private String task = "pick";

    @Option(names = "--robots", paramLabel = "N", description = "simulated robots (default: 8; behind ROS 2, 4)")
    private @Nullable Integer robots;

    @Option(
            names = "--arm",
            defaultValue = "simulated",
            description =
                    "ros2 puts every robot behind ROS 2 on loopback, which is no faster than life (default: ${DEFAULT-VALUE})")
    private SiteSettings.ArmKind arm = SiteSettings.ArmKind.SIMULATED;

    @Option(names = "--port", defaultValue = "0", description = "port of the page (default: a free one)")
    private int port;

    @Option(names = "--seed", defaultValue = "1", description = "of everything random (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", description = "keep all data there; the same command on it goes on from it")
    private @Nullable Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "write the table there")
    private @Nullable Path json;

    @Option(names = "--mqtt", description = "outside MQTT broker, such as tcp://host:1883")
    private @Nullable String mqtt;

    @Option(names = "--kafka", description = "outside Kafka, such as host:9092")
    private @Nullable String kafka;

    @Override
    public void run() {
        DemoPlan plan = DemoPlan.of(task, quick);
        int fleet = robots == null ? arm.robots() : robots;
        SiteSettings settings = new SiteSettings(
                out == null ? freshFolder() : out,
                fleet,
                Math.max(1, fleet / 2),
                port,
                Optional.ofNullable(mqtt),
                Optional.empty(),
                Optional.ofNullable(kafka),
                false,
                task,
                arm,
                Optional.empty());
        new Demo(settings, plan, seed, quick, Optional.ofNullable(json)).run();
    }

    /** For the help text. */
    private static final class TaskNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        TaskNames() {
            super(DemoPlan.tasks());
        }
    }

    private static Path freshFolder() {
        String now = LocalDateTime.now(java.time.ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        return Path.of(".fleetrl", "demo-" + now);
    }
}
