package dev.fleetrl.local.broker;

import dev.fleetrl.transport.tls.TlsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Mosquitto as Debian ships it, with the configuration that FleetRL deploys. */
final class Mosquitto implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
    private static final Path DEPLOYED = Path.of("../deploy/mosquitto");

    private final Process process;
    private final int port;

    private Mosquitto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    static Mosquitto start(Path folder, TlsFolder files) throws IOException {
        int port = BrokerFolder.anyFree();
        String config = Files.readString(DEPLOYED.resolve("fleetrl.conf"))
                .replace("listener 8883", "listener " + port + " 127.0.0.1")
                .replace(
                        "/etc/mosquitto/fleetrl/acl",
                        DEPLOYED.resolve("acl").toAbsolutePath().normalize().toString())
                .replace("/etc/mosquitto/fleetrl", files.folder().toString());
        // Started as root it would change to a user that may not read the test's keys.
        Path file = Files.writeString(folder.resolve("mosquitto.conf"), config + "user root\n");
        Process process = new ProcessBuilder(PROGRAM.toString(), "-v", "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        return new Mosquitto(process, port);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
