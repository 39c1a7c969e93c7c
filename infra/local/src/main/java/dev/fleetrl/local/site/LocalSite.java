package dev.fleetrl.local.site;

import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.site.ServiceProcess.Launch;
import dev.fleetrl.policy.checkpoint.SigningKey;
import dev.fleetrl.robot.ros.dds.Domains;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A whole site on one machine: the brokers in this process, and each service in a process of its own with the
 * {@code main}, the classes and the shape of configuration that production has.
 */
public final class LocalSite implements AutoCloseable {
    /** What every site of one machine is called. */
    public static final SiteId ID = new SiteId("local");

    private static final int LOWEST_PORT = 20_000;
    private static final int FIRST_OUTGOING_PORT = 32_768;
    private static final int MOST_TRIES = 50;
    private static final String HOST = "127.0.0.1";
    private static final String TRAINER_HEAP = "3g";
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

    private final SiteSettings settings;
    private final Consumer<String> progress;
    private final Consumer<String> complaints;
    private final DataFolder folder;
    private final Brokers brokers;
    private final int port;
    private final int controllerPort;
    private final int policyPort;
    private final int pageMetricsPort;
    /** Of ROS 2, one a robot. */
    private final List<Integer> domains;

    private final List<Service> services = new CopyOnWriteArrayList<>();
    private final Thread onExit = new Thread(this::stop, "stop-site");

    private volatile boolean stopping;

    private LocalSite(SiteSettings settings, Consumer<String> progress, Consumer<String> complaints) {
        this.settings = settings;
        this.progress = progress;
        this.complaints = complaints;
        port = freePort(settings.port());
        controllerPort = freePort(0);
        policyPort = freePort(0);
        pageMetricsPort = freePort(0);
        domains = domains(settings);
        folder = DataFolder.open(settings.data());
        progress.accept("starting MQTT and Kafka");
        brokers = startBrokers();
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    private Brokers startBrokers() {
        try {
            return Brokers.start(settings, folder.path());
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Starts everything and returns when all of it can serve.
     *
     * @param progress told what it does
     * @param complaints told, on any thread, what went wrong with a service later
     */
    public static LocalSite start(SiteSettings settings, Consumer<String> progress, Consumer<String> complaints) {
        LocalSite site = new LocalSite(settings, progress, complaints);
        try {
            site.startServices();
            return site;
        } catch (RuntimeException e) {
            site.close();
            throw e;
        }
    }

    /** Address of the page; the REST API lies below {@code /api}. */
    public URI url() {
        return URI.create("http://" + HOST + ":" + port);
    }

    /** Where Prometheus finds fleet-controller, policy-server and correction-ui. */
    public List<URI> metrics() {
        return IntStream.of(controllerPort, policyPort, pageMetricsPort)
                .mapToObj(at -> URI.create("http://" + HOST + ":" + at + "/metrics"))
                .toList();
    }

    public Path data() {
        return folder.path();
    }

    /** Address of the robots' broker, such as {@code tcp://127.0.0.1:1883}. */
    public String mqtt() {
        return brokers.mqtt();
    }

    /** Address of the log, for whoever wants to read it. */
    public String kafka() {
        return brokers.kafka();
    }

    /** A service that died too often and is not started again; then nothing will come of waiting. */
    public Optional<String> abandoned() {
        return services.stream().filter(Service::isAbandoned).map(Service::name).findFirst();
    }

    /** Whether it is being stopped, by Ctrl-C for one. */
    public boolean isStopping() {
        return stopping;
    }

    /** Kills a service as a power cut would; it is started again. */
    public void kill(String service) {
        services.stream()
                .filter(candidate -> candidate.name().equals(service))
                .forEach(candidate -> candidate.handle().destroyForcibly());
    }

    private void startServices() {
        progress.accept("starting fleet-controller, value-model and policy-server");
        List<Service> first = List.of(
                launch("fleet-controller", "dev.fleetrl.controller.FleetControllerMain", "512m", controller()),
                launch("policy-server", "dev.fleetrl.policy.PolicyServerMain", "768m", policyServer()),
                launch("value-model", "dev.fleetrl.value.ValueModelMain", "2g", config("value-model")));
        first.forEach(Service::awaitReady);
        progress.accept("starting the page and " + settings.robots() + " simulated robots");
        List<Service> second = List.of(
                launch("correction-ui", "dev.fleetrl.ui.CorrectionUiMain", "256m", page()),
                launch(
                        "simulated-fleet",
                        "dev.fleetrl.local.fleet.SimulatedFleetMain",
                        "1g",
                        fleet(),
                        url().toString(),
                        Integer.toString(settings.operators())));
        second.forEach(Service::awaitReady);
    }

    private ConfigFile config(String process) {
        return ConfigFile.of(process)
                .withIfThere("mqtt", brokers.mqtt())
                .withIfThere("kafka", brokers.kafka())
                .withIfThere("site", ID.value())
                .withIfThere("data", folder.path().toString())
                .with("exitWithParent", true);
    }

    private ConfigFile controller() {
        ConfigFile config = config("fleet-controller")
                .with("http.host", HOST)
                .with("http.port", controllerPort)
                .with("trainer", JavaCommand.of("dev.fleetrl.policy.PolicyTrainerMain", TRAINER_HEAP, List.of()));
        // A story that compares versions itself is told as it is asked for.
        return settings.practise()
                ? config.with("practice.task", settings.task())
                : config.with("practice", null).with("rollout.rounds", false);
    }

    private ConfigFile policyServer() {
        return config("policy-server")
                .with("http.host", HOST)
                .with("http.port", policyPort)
                .with("serving.trustedKeys", List.of(trustedKey().toString()))
                .with("remoteKeys", folder.path().resolve("keys").toString());
    }

    /** Of whoever trains here; made before the first policy is. */
    private Path trustedKey() {
        try {
            var unused = SigningKey.open(folder.path());
            return SigningKey.publicKey(folder.path());
        } catch (IOException e) {
            throw new UserError("no policy can be signed: " + e.getMessage(), e);
        }
    }

    private ConfigFile page() {
        return config("correction-ui")
                .with("http.host", HOST)
                .with("http.port", port)
                .with("metrics.host", HOST)
                .with("metrics.port", pageMetricsPort)
                .with("controller", "http://" + HOST + ":" + controllerPort)
                .with("people", settings.people().map(LocalSite::byFile).orElse(Map.of("by", "name")));
    }

    private static Map<String, String> byFile(Path people) {
        return Map.of("by", "file", "file", people.toAbsolutePath().toString());
    }

    private ConfigFile fleet() {
        return config("robot-agent")
                .with("policy", "ws://" + HOST + ":" + policyPort)
                .with("data", folder.path().resolve("spool").toString())
                .with("spoolDurability", "process-kill")
                .with("robots", robots());
    }

    private List<Map<String, Object>> robots() {
        boolean behindRos = settings.arm() == SiteSettings.ArmKind.ROS2;
        return IntStream.range(0, settings.robots())
                .mapToObj(i -> behindRos ? behindRos(i + 1, domains.get(i)) : robot(i + 1, "simulated"))
                .toList();
    }

    private static List<Integer> domains(SiteSettings settings) {
        try {
            return Domains.unused(settings.arm() == SiteSettings.ArmKind.ROS2 ? settings.robots() : 0);
        } catch (IllegalArgumentException tooFew) {
            throw new UserError("--arm ros2: " + tooFew.getMessage(), tooFew);
        }
    }

    private Map<String, Object> robot(int number, String arm) {
        Map<String, Object> robot = new LinkedHashMap<>();
        robot.put("id", "robot-" + number);
        robot.put("arm", arm);
        robot.put("tasks", List.of(settings.task()));
        robot.put("expertNoise", 1.0);
        return robot;
    }

    private Map<String, Object> behindRos(int number, int domain) {
        Map<String, Object> robot = robot(number, "simulated-ros2");
        robot.put("model", RobotFiles.simulated().toString());
        robot.put("domain", domain);
        return robot;
    }

    private Service launch(String name, String mainClass, String heap, ConfigFile config, String... more) {
        Path file = config.writeBelow(folder.path().resolve("config"));
        Path log = folder.path().resolve("logs").resolve(name + ".log");
        List<String> flags = name.equals("simulated-fleet") ? List.of() : QUICK_START;
        List<String> command = JavaCommand.of(mainClass, heap, flags);
        command.add(file.toString());
        command.addAll(List.of(more));
        Service service = Service.start(new Launch(name, command, log), complaints);
        services.add(service);
        return service;
    }

    /** Where none is wanted, one below those that outgoing connections take: who is to have it listens seconds later. */
    private static int freePort(int wanted) {
        for (int tries = 0; wanted == 0 && tries < MOST_TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, FIRST_OUTGOING_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one, then.
            }
        }
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UserError("port " + wanted + " is in use; choose another with --port, or 0 for a free one", e);
        }
    }

    /** Stops everything, in seconds; data stays. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // This is the shutdown hook: there is nothing to remove.
            return;
        }
    }

    private synchronized void stop() {
        stopping = true;
        services.forEach(Service::askToStop);
        services.forEach(Service::stop);
        services.clear();
        brokers.close();
        folder.close();
    }
}
