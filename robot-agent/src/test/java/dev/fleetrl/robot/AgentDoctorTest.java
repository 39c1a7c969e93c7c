package dev.fleetrl.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.robot.arm.ros.RosExamination.Finding;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentDoctorTest {
    private static final Path REFERENCE = Path.of("../infra/deploy/config/robot-agent.yaml");

    @TempDir
    private Path folder;

    @Test
    void saysWhatDoesNotAnswer() throws Exception {
        int nobody = freePort();
        String config = Files.readString(REFERENCE)
                .replaceFirst("(?m)^mqtt: \\S+", "mqtt: tcp://127.0.0.1:" + nobody)
                .replaceFirst("(?m)^policy: \\S+", "policy: ws://127.0.0.1:" + nobody)
                .replaceFirst("(?m)^data: \\S+", "data: " + folder.resolve("spool"));
        Path file = Files.writeString(folder.resolve("robot-agent.yaml"), config);
        List<Finding> findings = new ArrayList<>();

        AgentDoctor.examine(file, 1, findings::add);

        assertThat(findings)
                .filteredOn(found -> !found.isWell())
                .extracting(Finding::words)
                .anySatisfy(words -> assertThat(words).startsWith("MQTT broker tcp://127.0.0.1:" + nobody))
                .anySatisfy(words -> assertThat(words).startsWith("policy server ws://127.0.0.1:" + nobody));
        assertThat(findings)
                .filteredOn(Finding::isWell)
                .extracting(Finding::words)
                .anySatisfy(words -> assertThat(words).endsWith("simulated, there is nothing to look at"));
        assertThat(folder.resolve("spool")).isDirectory();
    }

    @Test
    void refusesAConfigurationThatIsNotThere() {
        assertThatThrownBy(() -> AgentDoctor.examine(folder.resolve("none.yaml"), 1, found -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no file");
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
