package dev.fleetrl.system;

import dev.fleetrl.episodes.FileTree;
import dev.fleetrl.local.site.AgentPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The agent's package as it is made, under versions of a test's choosing, whole or with something left out. */
final class AgentPackages {
    private static final Path HOME = Path.of("..", "..");
    private static final String RELEASE = "usr/lib/fleetrl-robot-agent/package";

    /** Whoever tries it is well; nothing runs. */
    private static final String LIGHT = "#!/bin/sh\n[ \"$1\" = doctor ]\n";

    private final Path folder;

    AgentPackages(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Why no package can be installed in a root of its own here; empty if one can. */
    static Optional<String> obstacle() throws Exception {
        for (String tool : List.of("dpkg", "dpkg-deb", "setsid", "flock", "timeout")) {
            if (!Files.isExecutable(Path.of("/usr/bin", tool))) {
                return Optional.of("there is no " + tool);
            }
        }
        Process compare = new ProcessBuilder(
                        "sh", "-c", "dpkg --compare-versions \"$(dpkg-query -W -f '${Version}' dpkg)\" ge 1.21")
                .start();
        return compare.waitFor() == 0 ? Optional.empty() : Optional.of("dpkg is older than 1.21");
    }

    Path whole(String version) throws Exception {
        return build(version, "whole", tree -> {});
    }

    Path without(String version, String library) throws Exception {
        return build(version, "broken", tree -> {
            try (Stream<Path> files = Files.list(tree.resolve(RELEASE))) {
                for (Path jar : files.filter(
                                file -> file.getFileName().toString().startsWith(library))
                        .toList()) {
                    Files.delete(jar);
                }
            }
        });
    }

    /** With all its scripts, and without the agent. */
    Path light(String version) throws Exception {
        return build(version, "light", tree -> {
            try (Stream<Path> files = Files.list(tree.resolve(RELEASE))) {
                for (Path jar :
                        files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                    Files.delete(jar);
                }
            }
            Files.writeString(tree.resolve(RELEASE + "/run"), LIGHT);
            Files.writeString(tree.resolve(RELEASE + "/agent-" + version + ".jar"), version);
        });
    }

    /** What lies in the release of a light package. */
    Map<String, Integer> files(String version) throws Exception {
        Path tree = folder.resolve("look-" + version);
        run("dpkg-deb", "-x", light(version).toString(), tree.toString());
        return InstalledAgent.contents(tree.resolve(RELEASE));
    }

    private Path build(String version, String kind, Change change) throws Exception {
        Path deb = folder.resolve("agent_" + version + "_" + kind + ".deb");
        Path made = folder.resolve("made.deb");
        if (!Files.exists(made)) {
            new AgentPackage(HOME).write(made);
        }
        Path tree = folder.resolve("tree");
        run("dpkg-deb", "-R", made.toString(), tree.toString());
        Path control = tree.resolve("DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceFirst("(?m)^Version: .*", "Version: " + version));
        Files.writeString(tree.resolve(RELEASE + "/release"), version + "-" + kind + "\n");
        change.apply(tree);
        run("dpkg-deb", "-Znone", "--root-owner-group", "--build", tree.toString(), deb.toString());
        FileTree.delete(tree);
        return deb;
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(List.of(command) + ": " + said);
        }
    }

    /** To a package's unpacked tree. */
    private interface Change {
        void apply(Path tree) throws IOException;
    }
}
