package dev.fleetrl.local.cli;

import dev.fleetrl.local.site.LocalSite;
import dev.fleetrl.local.site.SiteSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetrl up}. */
@Command(
        name = "up",
        description = "Runs a whole site on this machine until Ctrl-C: brokers, services, simulated robots, the page.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Runnable {
    @Option(names = "--robots", defaultValue = "4", description = "simulated robots (default: ${DEFAULT-VALUE})")
    private int robots;

    @Option(
            names = "--operators",
            description = "scripted people who correct and let braked robots go on (default: 1, with --people 0)")
    private @Nullable Integer operators;

    @Option(names = "--port", defaultValue = "8080", description = "port of the page (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--task", defaultValue = "pick", description = "what robots practise (default: ${DEFAULT-VALUE})")
    private String task = "pick";

    @Option(
            names = "--arm",
            defaultValue = "simulated",
            description = "ros2 puts every robot behind ROS 2 on loopback (default: ${DEFAULT-VALUE})")
    private SiteSettings.ArmKind arm = SiteSettings.ArmKind.SIMULATED;

    @Option(names = "--data", defaultValue = ".fleetrl/site", description = "folder (default: ${DEFAULT-VALUE})")
    private Path data = Path.of(".fleetrl/site");

    @Option(names = "--mqtt", description = "outside MQTT broker, such as tcp://host:1883")
    private @Nullable String mqtt;

    @Option(
            names = "--mqtt-tls",
            description = "port of this machine at which enrolled robots may come in, with TLS; such as 8883")
    private @Nullable Integer mqttTls;

    @Option(
            names = "--people",
            description = "file of people who may sign in, see 'people'; without it whoever says a name may")
    private @Nullable Path people;

    @Option(names = "--kafka", description = "outside Kafka, such as host:9092")
    private @Nullable String kafka;

    @Override
    public void run() {
        SiteSettings settings = new SiteSettings(
                data,
                robots,
                operators == null ? (people == null ? 1 : 0) : operators,
                port,
                Optional.ofNullable(mqtt),
                Optional.ofNullable(mqttTls),
                Optional.ofNullable(kafka),
                true,
                task,
                arm,
                Optional.ofNullable(people));
        LocalSite site = LocalSite.start(settings, what -> System.out.println(what + " …"), System.out::println);
        System.out.println();
        System.out.println("FleetRL is up: " + site.url());
        System.out.println("data: " + site.data() + "   stop: Ctrl-C");
        waitForCtrlC();
    }

    /** The site stops itself when this process is asked to end. */
    private static void waitForCtrlC() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
