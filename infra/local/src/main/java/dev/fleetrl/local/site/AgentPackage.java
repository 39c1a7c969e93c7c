package dev.fleetrl.local.site;

import dev.fleetrl.episodes.FileTree;
import dev.fleetrl.local.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The agent as a Debian package: its libraries without simulation, its configuration, and its systemd unit. What the package brings is
 * laid beside the release in charge; {@code fleetrl-robot-agent update} lets it take over.
 */
public final class AgentPackage {
    private static final String NAME = "fleetrl-robot-agent";

    private final Path home;
    private final Path templates;

    /** @param home the checkout, built */
    public AgentPackage(Path home) {
        this.home = home;
        templates = home.resolve("infra/deploy/robot-agent");
    }

    /** Answers what was written. */
    public String write(Path deb) throws IOException, InterruptedException {
        Path tree = Files.createTempDirectory(NAME);
        try {
            lay(tree);
            Process dpkg = dpkg(tree, deb);
            String said = new String(dpkg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (dpkg.waitFor() != 0) {
                throw new UserError("dpkg-deb: " + said.strip());
            }
            return deb + ", " + Files.size(deb) / 1_000_000 + " MB";
        } finally {
            FileTree.delete(tree);
        }
    }

    private static Process dpkg(Path tree, Path deb) {
        try {
            return new ProcessBuilder(
                            "dpkg-deb",
                            "-Zgzip", // jars are compressed already
                            "--root-owner-group",
                            "--build",
                            tree.toString(),
                            deb.toAbsolutePath().toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException none) {
            throw new UserError("no dpkg-deb found; install dpkg, or make the package on Debian or Ubuntu", none);
        }
    }

    /** As it will lie on the robot. */
    void lay(Path tree) throws IOException {
        Path library = tree.resolve("usr/lib").resolve(NAME);
        String version = version();
        layRelease(Files.createDirectories(library.resolve("package")), version);
        put(templates.resolve("update"), library.resolve("update"), "rwxr-xr-x");
        Path control = Files.createDirectories(tree.resolve("DEBIAN"));
        Files.writeString(
                control.resolve("control"),
                Files.readString(templates.resolve("control")).replace("@VERSION@", version));
        put(templates.resolve("conffiles"), control.resolve("conffiles"), "rw-r--r--");
        for (String script : List.of("postinst", "prerm", "postrm")) {
            put(templates.resolve(script), control.resolve(script), "rwxr-xr-x");
        }
        put(templates.resolve(NAME), tree.resolve("usr/bin").resolve(NAME), "rwxr-xr-x");
        put(templates.resolve(NAME + ".service"), tree.resolve("lib/systemd/system/" + NAME + ".service"), "rw-r--r--");
        Path documents = tree.resolve("usr/share/doc").resolve(NAME);
        Path config = Files.createDirectories(tree.resolve("etc/fleetrl")).resolve("robot-agent.yaml");
        String reference = Files.readString(home.resolve("infra/deploy/config/robot-agent.yaml"));
        Files.writeString(config, reference.replaceAll("\\.\\./(robots|tasks)/", "/usr/share/doc/" + NAME + "/$1/"));
        put(home.resolve("LICENSE"), documents.resolve("copyright"), "rw-r--r--");
        put(home.resolve("docs/operate.md"), documents.resolve("operate.md"), "rw-r--r--");
        copyAll(home.resolve("infra/deploy/robots"), documents.resolve("robots"));
        copyAll(home.resolve("infra/deploy/tasks"), documents.resolve("tasks"));
    }

    /** Its name tells two builds of one version apart: snapshots are updated, too. */
    private void layRelease(Path folder, String version) throws IOException {
        CRC32 content = new CRC32();
        put(templates.resolve("run"), folder.resolve("run"), "rwxr-xr-x");
        content.update(Files.readAllBytes(folder.resolve("run")));
        for (Path jar : jars()) {
            Path copy = folder.resolve(String.valueOf(jar.getFileName()));
            Files.copy(jar, copy);
            content.update(Files.readAllBytes(copy));
        }
        String name = String.format(Locale.ROOT, "%s-%08x%n", version, content.getValue());
        Files.writeString(folder.resolve("release"), name);
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                put(file, to.resolve(String.valueOf(file.getFileName())), "rw-r--r--");
            }
        }
    }

    private List<Path> jars() throws IOException {
        Path list = home.resolve("robot-agent/target/agent-dependencies.txt");
        if (!Files.isRegularFile(list)) {
            throw new UserError("the agent is not built; run ./fleetrl --version first");
        }
        Stream<Path> needed = Stream.of(Files.readString(list).strip().split(File.pathSeparator, -1))
                .map(Path::of);
        return Stream.concat(Stream.of(own()), needed).toList();
    }

    private Path own() throws IOException {
        try (Stream<Path> built = Files.list(home.resolve("robot-agent/target"))) {
            List<Path> jars = built.filter(AgentPackage::isOwn).toList();
            if (jars.size() != 1) {
                throw new UserError("robot-agent/target holds " + jars.size()
                        + " agents instead of one; run mvn clean, then ./fleetrl --version");
            }
            return jars.get(0);
        }
    }

    private static boolean isOwn(Path file) {
        return String.valueOf(file.getFileName()).matches("robot-agent-[0-9.]+(-SNAPSHOT)?\\.jar");
    }

    /** Debian orders a tilde before everything: a snapshot comes before its release. */
    private String version() throws IOException {
        return own().getFileName()
                .toString()
                .replaceFirst("robot-agent-", "")
                .replaceFirst("\\.jar$", "")
                .replace("-SNAPSHOT", "~dev");
    }

    private static void put(Path from, Path to, String permissions) throws IOException {
        Path parent = to.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.copy(from, to);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(permissions));
    }
}
