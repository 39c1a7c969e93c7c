package dev.fleetrl.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.spool.Spool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobotAgentConfigTest {
    private static final Path REFERENCE = Path.of("../infra/deploy/config/robot-agent.yaml");

    @Test
    void readsTheReferenceConfiguration() throws IOException {
        RobotAgentConfig config = RobotAgentMain.read(REFERENCE);

        assertThat(config.control()).isEqualTo(RobotSettings.REFERENCE);
        assertThat(config.spoolDurability()).isEqualTo(Spool.Durability.POWER_LOSS);
        assertThat(config.robots())
                .singleElement()
                .satisfies(robot -> assertThat(robot.tasks()).contains(new TaskId("pick")));
    }

    @Test
    void refusesTwoRobotsOfOneName() throws IOException {
        String twice =
                Files.readString(REFERENCE) + "  - {id: robot-1, arm: simulated, tasks: [pick], expertNoise: 1.0}\n";

        assertThatThrownBy(() -> Codec.YAML.decode(RobotAgentConfig.class, twice.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("two have the same id");
    }

    @Test
    void refusesAPolicyServerThatNoSocketReaches() throws IOException {
        String nowhere = Files.readString(REFERENCE).replaceFirst("policy: .*", "policy: policy-server");

        assertThatThrownBy(() -> Codec.YAML.decode(RobotAgentConfig.class, nowhere.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("ws://host:8000");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> RobotAgentMain.read(Path.of("nowhere.yaml")))
                .hasMessageContaining("there is no file nowhere.yaml");
    }

    @Test
    void refusesATaskThatNobodyKnows() {
        List<TaskId> tasks = List.of(new TaskId("pick"), new TaskId("fly"));

        assertThatThrownBy(() -> new SimulatedRobot(tasks, 1).close()).hasMessageContaining("fly");
    }
}
