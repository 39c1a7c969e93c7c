package dev.fleetrl.system.namespace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A network namespace with one cable to this one. */
final class Namespace {
    /** Of this end of the cable. */
    static final String HERE = "10.177.3.1";

    private static final String THERE = "10.177.3.2";
    private static final String NAME = "fleetrl-test";
    private static final String CABLE = "fleetrl0";

    private Namespace() {}

    /** Why there can be none; empty if there can. */
    static String refusal() throws IOException, InterruptedException {
        Said said = say("ip", "netns", "add", NAME + "-try");
        if (said.status() == 0) {
            say("ip", "netns", "del", NAME + "-try");
            return "";
        }
        return "network namespaces need root and iproute2: " + said.words();
    }

    static Namespace open() throws IOException, InterruptedException {
        Namespace namespace = new Namespace();
        namespace.close();
        must("ip", "netns", "add", NAME);
        must("ip", "link", "add", CABLE, "type", "veth", "peer", "name", "eth0", "netns", NAME);
        must("ip", "addr", "add", HERE + "/30", "dev", CABLE);
        must("ip", "-n", NAME, "addr", "add", THERE + "/30", "dev", "eth0");
        must("ip", "-n", NAME, "link", "set", "lo", "up");
        must("ip", "-n", NAME, "link", "set", "eth0", "up");
        namespace.plugIn();
        return namespace;
    }

    void unplug() throws IOException, InterruptedException {
        must("ip", "link", "set", CABLE, "down");
    }

    void plugIn() throws IOException, InterruptedException {
        must("ip", "link", "set", CABLE, "up");
    }

    /** A command that will run inside. */
    static List<String> inside(List<String> command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", NAME));
        whole.addAll(command);
        return whole;
    }

    void close() throws IOException, InterruptedException {
        say("ip", "link", "del", CABLE);
        say("ip", "netns", "del", NAME);
    }

    private static void must(String... command) throws IOException, InterruptedException {
        Said said = say(command);
        if (said.status() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.words());
        }
    }

    private static Said say(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Said(process.waitFor(), words);
    }

    private record Said(int status, String words) {}
}
