package dev.fleetrl.robot.ros.dds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another implementation of DDS in a process of its own: Debian's Cyclone DDS, built from {@code src/test/peer}. */
final class CyclonePeer implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/test/peer").toAbsolutePath();
    private static final String LOOPBACK =
            "<CycloneDDS><Domain id=\"any\"><General><Interfaces><NetworkInterface name=\"lo\"/>"
                    + "</Interfaces><AllowMulticast>false</AllowMulticast><MaxMessageSize>65500B</MaxMessageSize></General>"
                    + "<Discovery><ParticipantIndex>auto</ParticipantIndex><MaxAutoParticipantIndex>15</MaxAutoParticipantIndex>"
                    + "<Peers><Peer address=\"127.0.0.1\"/></Peers></Discovery></Domain></CycloneDDS>";

    private final Process process;
    private final Writer input;
    private final BufferedReader output;

    private CyclonePeer(Path program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(program.resolveSibling("peer.log").toFile());
        builder.environment().put("CYCLONEDDS_URI", LOOPBACK);
        process = builder.start();
        input = process.outputWriter(StandardCharsets.US_ASCII);
        output = process.inputReader(StandardCharsets.US_ASCII);
    }

    static boolean canBuild() {
        return List.of("/usr/bin/idlc", "/usr/bin/gcc", "/usr/include/dds/dds.h").stream()
                .allMatch(file -> Files.exists(Path.of(file)));
    }

    /** The program, built in that folder. */
    static Path build(Path folder) throws IOException, InterruptedException {
        run(folder, "idlc", SOURCES.resolve("ros.idl").toString());
        run(folder, "gcc", "-o", "peer", SOURCES.resolve("peer.c").toString(), "ros.c", "-I.", "-lddsc", "-lpthread");
        return folder.resolve("peer");
    }

    /** Reads a topic, and writes each of its samples again on another one. */
    static CyclonePeer echo(Path program, int domain, String type, String topic, String back) throws IOException {
        return new CyclonePeer(program, List.of("echo", Integer.toString(domain), type, topic, back));
    }

    /** Sends whatever bytes it is told to under a type's name. */
    static CyclonePeer blobs(Path program, int domain, String type, String topic) throws IOException {
        return new CyclonePeer(program, List.of("blobs", Integer.toString(domain), type, topic));
    }

    /** A sample of {@code blob}'s length in four bytes, then {@code blob}; returns when it is on its way. */
    void send(byte[] blob) throws IOException {
        StringBuilder line = new StringBuilder(2 * blob.length + 1);
        for (byte each : blob) {
            line.append(String.format("%02x", each));
        }
        input.append(line.append('\n')).flush();
        if (!"sent".equals(output.readLine())) {
            throw new IOException("the peer is gone");
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
        process.destroy();
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
