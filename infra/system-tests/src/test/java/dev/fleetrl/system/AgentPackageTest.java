package dev.fleetrl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fleetrl.local.site.AgentPackage;
import dev.fleetrl.robot.ros.dds.Domains;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a robot's computer is given, unpacked and run. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AgentPackageTest {
    private static final Path HOME = Path.of("..", "..");
    private static final long MOST_KILOBYTES = 256 * 1024;
    private static final int ELF = 0x464c457f;
    private static final int X86_64 = 62;
    private static final int ARM64 = 183;

    @TempDir
    static Path folder;

    private static Path tree;

    @BeforeAll
    static void unpack() throws Exception {
        assumeThat(Path.of("/usr/bin/dpkg-deb")).as("dpkg is installed").exists();
        Path deb = folder.resolve("agent.deb");
        new AgentPackage(HOME).write(deb);
        tree = folder.resolve("robot");
        Process unpacking = new ProcessBuilder("dpkg-deb", "-x", deb.toString(), tree.toString())
                .inheritIO()
                .start();
        assertThat(unpacking.waitFor()).isZero();
    }

    @Test
    void carriesNeitherSimulationNorTraining() throws IOException {
        assertThat(tree.resolve("lib/systemd/system/fleetrl-robot-agent.service"))
                .isRegularFile();
        assertThat(tree.resolve("etc/fleetrl/robot-agent.yaml")).isRegularFile();
        try (Stream<Path> jars = Files.list(tree.resolve("usr/lib/fleetrl-robot-agent/package"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("ihmc-pub-sub"))
                    .noneMatch(name -> name.contains("simulation")
                            || name.contains("tensorflow")
                            || name.contains("kafka")
                            || name.contains("artemis"));
        }
    }

    /** Whatever is native for x86-64 is there for arm64 too; by what stands in the files, not by their names. */
    @Test
    void carriesItsNativesForBothArchitectures() throws IOException {
        Map<Integer, Set<String>> natives = natives();

        assertThat(natives.get(ARM64))
                .containsExactlyInAnyOrder(
                        "ihmc-pub-sub libFastRTPSWrapper.so",
                        "ihmc-pub-sub libfastcdr.so.2",
                        "ihmc-pub-sub libfastrtps.so.2.14",
                        "jansi libjansi.so",
                        "sqlite-jdbc libsqlitejdbc.so");
        assertThat(natives.get(X86_64)).isEqualTo(natives.get(ARM64));
    }

    /** Jar and file of each native library for Linux with glibc, by the machine that its ELF header names. */
    private static Map<Integer, Set<String>> natives() throws IOException {
        Map<Integer, Set<String>> natives = new TreeMap<>();
        try (Stream<Path> jars = Files.list(tree.resolve("usr/lib/fleetrl-robot-agent/package"))) {
            for (Path path : jars.filter(AgentPackageTest::isJar).toList()) {
                String library = path.getFileName().toString().replaceFirst("-[0-9].*", "");
                try (JarFile jar = new JarFile(path.toFile())) {
                    for (JarEntry entry :
                            jar.stream().filter(AgentPackageTest::isNative).toList()) {
                        String file = entry.getName().replaceFirst(".*/", "").replaceFirst("_(x86|aarch)_64", "");
                        natives.computeIfAbsent(machine(jar, entry), none -> new TreeSet<>())
                                .add(library + " " + file);
                    }
                }
            }
        }
        return natives;
    }

    private static boolean isJar(Path file) {
        return file.toString().endsWith(".jar");
    }

    private static boolean isNative(JarEntry entry) {
        return entry.getName().matches(".*\\.so(\\.[0-9.]+)?")
                && !entry.getName().matches(".*(Musl|Android|BSD).*");
    }

    /** {@code e_machine}, at 18 of an ELF file. */
    private static int machine(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(20)).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(header.getInt(0)).as(entry.getName()).isEqualTo(ELF);
            return header.getShort(18);
        }
    }

    /** Without simulation; it waits for a broker, and for a robot that nobody has started. */
    @Test
    void runsInAQuarterOfAGigabyte() throws Exception {
        Process agent = agent(config("ros2"));
        try (BufferedReader out = agent.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.startsWith("fleetrl-ready")) {
                line = out.readLine();
            }
            assertThat(line).isNotNull();
            assertThat(residentKilobytes(agent.pid())).isPositive().isLessThan(MOST_KILOBYTES);
        } finally {
            agent.destroy();
            assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void saysThatItCannotSimulate() throws Exception {
        Process agent = agent(config("simulated"));
        List<String> said = agent.inputReader().lines().toList();

        assertThat(agent.waitFor()).isEqualTo(2);
        assertThat(said).anyMatch(line -> line.contains("no simulation is installed here"));
    }

    @Test
    void examinesWhatItWouldDrive() throws Exception {
        Process doctor = agent("doctor", config("ros2"));
        List<String> said = doctor.inputReader().lines().toList();

        assertThat(doctor.waitFor()).isEqualTo(2);
        assertThat(said)
                .anyMatch(line -> line.startsWith("  ! MQTT broker"))
                .anyMatch(line -> line.contains("arm-1: /joint_states: no joint states yet"));
    }

    private static Process agent(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(tree.resolve("usr/lib/fleetrl-robot-agent/package/run").toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(folder.toFile())
                .start();
    }

    /** As the package has it, with one robot of that kind and nobody at the other ends. */
    private static String config(String arm) throws IOException {
        String reference = Files.readString(tree.resolve("etc/fleetrl/robot-agent.yaml"));
        String model = tree.resolve("usr/share/doc/fleetrl-robot-agent/robots/simulated-7dof.yaml")
                .toString();
        String task = tree.resolve("usr/share/doc/fleetrl-robot-agent/tasks/pick.yaml")
                .toString();
        String robots = arm.equals("ros2")
                ? "robots:\n  - {id: arm-1, arm: ros2, model: " + model + ", link: {kind: dds, domain: "
                        + Domains.unused(1).get(0) + ", interfaces: [127.0.0.1], peers: [127.0.0.1]},"
                        + " tasks: [" + task + "]}\n"
                : "robots:\n  - {id: arm-1, arm: simulated, tasks: [pick], expertNoise: 0}\n";
        String own = reference
                .substring(0, reference.indexOf("\nrobots:") + 1)
                .replaceFirst("(?m)^mqtt: \\S+", "mqtt: tcp://127.0.0.1:9")
                .replaceFirst("(?m)^data: \\S+", "data: " + folder.resolve("spool-" + arm));
        return Files.writeString(folder.resolve(arm + ".yaml"), own + robots).toString();
    }

    private static long residentKilobytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
