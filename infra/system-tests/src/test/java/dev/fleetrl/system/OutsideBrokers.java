package dev.fleetrl.system;

import dev.fleetrl.local.broker.EmbeddedKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Brokers that a site did not start: mosquitto as Debian ships it, and Kafka in a process of its own. */
final class OutsideBrokers implements AutoCloseable {
    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");

    private final Process mosquitto;
    private final Process kafka;
    private final String mqttUrl;
    private final String bootstrap;

    private OutsideBrokers(Path folder) throws IOException {
        int port = freePort();
        Path config = Files.writeString(
                folder.resolve("mosquitto.conf"), "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
        mosquitto = new ProcessBuilder(MOSQUITTO.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        mqttUrl = "tcp://127.0.0.1:" + port;
        kafka = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutsideBrokers.class.getName(),
                        folder.resolve("kafka").toString()))
                .redirectError(folder.resolve("kafka.log").toFile())
                .start();
        BufferedReader said = kafka.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (line == null) {
            close();
            throw new IOException("Kafka did not start: " + Files.readString(folder.resolve("kafka.log")));
        }
        bootstrap = line;
    }

    static boolean canStart() {
        return Files.isExecutable(MOSQUITTO);
    }

    static OutsideBrokers start(Path folder) throws IOException {
        return new OutsideBrokers(folder);
    }

    /** Runs Kafka until it is killed or its parent ends, and says where. */
    public static void main(String[] arguments) throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0)) {
            System.out.println(kafka.bootstrap());
            int parent = System.in.read();
            System.exit(Math.max(0, parent));
        }
    }

    String mqtt() {
        return mqttUrl;
    }

    String kafka() {
        return bootstrap;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        mosquitto.destroyForcibly().onExit().join();
        kafka.destroyForcibly().onExit().join();
    }
}
