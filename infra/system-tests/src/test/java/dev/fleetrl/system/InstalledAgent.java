package dev.fleetrl.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The agent's package in a root of its own, put there by dpkg; nothing of this machine is changed, and nobody need be root. In systemd's
 * place stands a script, for systemd needs the whole machine: it starts the agent anew, and is content when the agent says that it is ready.
 */
final class InstalledAgent implements AutoCloseable {
    private static final String SYSTEMCTL = """
            #!/bin/sh
            run=$DPKG_ROOT/run
            pid=$(cat "$run/agent.pid" 2>/dev/null)
            is_alive() { [ -n "$pid" ] && [ -e "/proc/$pid/status" ] && ! grep -qs '^State:.*Z' "/proc/$pid/status"; }
            stop() {
              ! is_alive || kill "$pid"
              while is_alive; do sleep 0.05; done
              rm -rf "$run/agent.pid" "$run/agent.log" "$run/fleetrl"
            }
            case $1 in
              is-active) is_alive && echo active && exit
                [ -n "$pid" ] && echo failed || echo inactive
                exit 3 ;;
              stop) stop ;;
              restart) stop
                mkdir "$run/fleetrl"
                export RUNTIME_DIRECTORY="$run/fleetrl"
                setsid "$DPKG_ROOT/usr/bin/fleetrl-robot-agent" "$DPKG_ROOT/etc/fleetrl/robot-agent.yaml" \\
                  >"$run/agent.log" 2>&1 </dev/null &
                pid=$!
                echo $pid >"$run/agent.pid"
                until grep -qs fleetrl-ready "$run/agent.log"; do
                  sleep 0.05
                  is_alive || { cat "$run/agent.log"; exit 1; }
                done ;;
            esac
            """;

    /**
     * Each counts; the power fails, for all that the update has started, before the one that was chosen, or in the middle of it where it
     * copies a folder.
     */
    private static final String FAILING = """
            #!/bin/sh
            n=$(($(cat "$DPKG_ROOT/steps") + 1))
            echo $n >"$DPKG_ROOT/steps"
            tool=$(basename "$0")
            PATH=${PATH#*:}
            [ $n -ne "$FAILS_AT" ] || {
              [ $tool != cp ] || { mkdir "$3" && cp -l "$2/run" "$3"; }
              kill -9 0
            }
            exec $tool "$@"
            """;

    private final Path root;
    private final Map<String, String> environment;

    /** @param root an empty folder, or one that does not exist */
    InstalledAgent(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("var/lib/dpkg/info"));
        Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
        for (String empty : List.of("var/lib/dpkg/status", "var/lib/dpkg/available")) {
            Files.writeString(root.resolve(empty), "");
        }
        script("tools/systemctl", SYSTEMCTL);
        for (String tool : List.of("cp", "ln", "mv", "rm", "sync")) {
            script("failing/" + tool, FAILING);
        }
        environment = Map.of(
                "DPKG_ROOT", root.toString(),
                "DPKG_FORCE", "not-root,script-chrootless,depends,bad-path,downgrade",
                "JAVA_HOME", System.getProperty("java.home"),
                "HOME", root.toString(),
                "PATH", root.resolve("tools") + ":/usr/bin:/bin:/usr/sbin:/sbin");
    }

    private void script(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** From here on systemd is there. */
    void boot() throws IOException {
        Files.createDirectories(root.resolve("run/systemd/system"));
    }

    Path file(String name) {
        return root.resolve(name);
    }

    Said install(Path deb) throws IOException {
        return run(Map.of(), "dpkg", "-i", deb.toString());
    }

    Said systemctl(String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("tools/systemctl").toString()));
        command.addAll(List.of(words));
        return run(Map.of(), command.toArray(String[]::new));
    }

    Said agent(String... words) throws IOException {
        return run(Map.of(), agentCommand(words).toArray(String[]::new));
    }

    /** The same, with a power cut before the n-th step that changes a file. */
    Said agentWithPowerCut(int n, String... words) throws IOException {
        Files.writeString(root.resolve("steps"), "0");
        List<String> command = new ArrayList<>(List.of("setsid", "--wait"));
        command.addAll(agentCommand(words));
        String path = root.resolve("failing") + ":" + environment.get("PATH");
        Said said = run(Map.of("PATH", path, "FAILS_AT", Integer.toString(n)), command.toArray(String[]::new));
        // The last of them is dead, and has let go, when the lock is free.
        Said unused = run(
                Map.of(),
                "flock",
                root.resolve("usr/lib/fleetrl-robot-agent/lock").toString(),
                "true");
        return said;
    }

    private List<String> agentCommand(String... words) {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("usr/bin/fleetrl-robot-agent").toString());
        command.addAll(List.of(words));
        return command;
    }

    /** As dpkg has it. */
    String packageVersion() throws IOException {
        return run(Map.of(), "dpkg-query", "-W", "-f", "${Status} ${Version}", "fleetrl-robot-agent")
                .text();
    }

    /** The release in charge: each of its files, and what is in it. */
    Map<String, Integer> current() throws IOException {
        return contents(root.resolve("usr/lib/fleetrl-robot-agent/current").toRealPath());
    }

    static Map<String, Integer> contents(Path folder) throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    String release() throws IOException {
        return Files.readString(root.resolve("usr/lib/fleetrl-robot-agent/current/release"))
                .strip();
    }

    /** What the agent says of its robot; empty while it says nothing. */
    String notice() {
        try {
            return Files.readString(root.resolve("run/fleetrl/arm-1.control")).strip();
        } catch (IOException none) {
            return "";
        }
    }

    ProcessHandle process() throws IOException {
        long pid =
                Long.parseLong(Files.readString(root.resolve("run/agent.pid")).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private Said run(Map<String, String> besides, String... command) throws IOException {
        Path said = Files.createTempFile(root, "said", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(besides);
        Process process = builder.start();
        process.onExit().completeOnTimeout(process, 2, TimeUnit.MINUTES).join();
        if (process.isAlive()) {
            process.destroyForcibly();
            throw new AssertionError(List.of(command) + " does not end: " + Files.readString(said));
        }
        return new Said(process.exitValue(), Files.readString(said));
    }

    @Override
    public void close() throws IOException {
        Said unused = systemctl("stop");
    }

    /** How a command ended, and what it told. */
    record Said(int code, String text) {
        String last() {
            return text.lines().reduce("", (before, line) -> line);
        }
    }
}
