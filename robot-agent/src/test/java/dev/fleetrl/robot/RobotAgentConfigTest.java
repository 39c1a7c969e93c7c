package dev.fleetrl.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.arm.attended.AttendedTask;
import dev.fleetrl.robot.arm.ros.RobotModel;
import dev.fleetrl.robot.arm.simulated.SimulatedRobot;
import dev.fleetrl.robot.spool.Spool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotAgentConfigTest {
    private static final Path REFERENCE = Path.of("../infra/deploy/config/robot-agent.yaml");

    @Test
    void readsTheReferenceConfiguration() throws IOException {
        RobotAgentConfig config = RobotAgentMain.read(REFERENCE);

        assertThat(config.control()).isEqualTo(RobotSettings.REFERENCE);
        assertThat(config.spoolDurability()).isEqualTo(Spool.Durability.POWER_LOSS);
        assertThat(config.robots())
                .singleElement()
                .isInstanceOfSatisfying(
                        RobotAgentConfig.Simulated.class,
                        robot -> assertThat(robot.tasks()).contains(new TaskId("pick")));
    }

    /** The commented example, with its comment signs taken away. */
    @Test
    void readsARobotBehindRos() throws IOException {
        String whole = Files.readString(REFERENCE);
        String example = whole.substring(whole.indexOf("# - id: robot-2")).replaceAll("(?m)^# ", "  ");

        RobotAgentConfig config = decoded(whole + example);

        assertThat(config.robots()).last().isInstanceOfSatisfying(RobotAgentConfig.BehindRos.class, robot -> {
            assertThat(robot.link()).isEqualTo(new RosLink.Dds(0, List.of(), List.of()));
            RobotModel model = RobotModel.read(REFERENCE.resolveSibling(robot.model()));
            assertThat(RobotBody.tasks(robot, REFERENCE.resolveSibling(""), model))
                    .containsExactly(AttendedTask.byPerson(new TaskId("pick"), "put the cube into the bin", 20, 30));
            assertThat(model.config().name()).isEqualTo("simulated-7dof");
        });
    }

    @Test
    void refusesAHomeThatTheToolMayNotGoTo(@TempDir Path folder) throws IOException {
        String far = Files.readString(Path.of("../infra/deploy/tasks/pick.yaml"))
                .replaceFirst(
                        "(?m)^home: null",
                        "home: {toolPose: [0.45, 0, 2, 3, 0, 0], withinMetres: 0.1, withinRadians: 1}");
        Files.writeString(folder.resolve("far.yaml"), far);
        RobotAgentConfig.BehindRos robot = new RobotAgentConfig.BehindRos(
                new RobotId("r2"), "m.yaml", new RosLink.Dds(0, List.of(), List.of()), List.of("far.yaml"));
        RobotModel model = RobotModel.read(Path.of("../infra/deploy/robots/simulated-7dof.yaml"));

        assertThatThrownBy(() -> RobotBody.tasks(robot, folder, model))
                .hasMessage(
                        "task pick: home lies outside of the workspace of m.yaml; nobody could drive the tool there");
    }

    @Test
    void readsASimulatedRobotBehindRos() throws IOException {
        String robot = "  - {id: r2, arm: simulated-ros2, tasks: [pick], expertNoise: 1, model: m.yaml, domain: 7}\n";

        assertThat(decoded(Files.readString(REFERENCE) + robot).robots())
                .last()
                .isEqualTo(new RobotAgentConfig.SimulatedBehindRos(
                        new RobotId("r2"), List.of(new TaskId("pick")), 1, "m.yaml", 7));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            - {id: r2, arm: hydraulic}                                                                          | hydraulic
            - {id: r2, arm: ros2, model: m, link: {kind: dds, domain: 300, interfaces: [], peers: []}, tasks: []} | domain must be 0 to 232
            - {id: r2, arm: ros2, model: m, link: {kind: rosbridge, uri: 'ws://h:1'}, tasks: []}                | robot r2: name at least one task
            - {id: r2, arm: ros2, model: m, link: {kind: rosbridge, uri: 'ws://h:1'}, tasks: [{task: t, instruction: i}]} | Cannot deserialize value of type `java.lang.String`
            """)
    void refusesARobotThatCannotRun(String robot, String reason) throws IOException {
        String whole = Files.readString(REFERENCE) + "  " + robot + "\n";

        assertThatThrownBy(() -> decoded(whole)).hasMessageContaining(reason);
    }

    private static RobotAgentConfig decoded(String text) throws IOException {
        return Codec.YAML.decode(RobotAgentConfig.class, text.getBytes(StandardCharsets.UTF_8));
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
    void readsThePolicyServersKeyFromAFileOfItsOwn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("policy.key");
        String text = Files.readString(REFERENCE) + "policyKeyFile: " + file + "\n";

        assertThat(decoded(Files.readString(REFERENCE)).policyKey()).isEmpty();
        assertThatThrownBy(() -> decoded(text).policyKey())
                .hasMessage("policyKeyFile: cannot read " + file + "; put the key there");
        Files.writeString(file, "two words\n");
        assertThatThrownBy(() -> decoded(text).policyKey())
                .hasMessage("policyKeyFile: " + file + " must hold one word of ASCII signs");
        Files.writeString(file, "a-key-of-ours\n");
        assertThat(decoded(text).policyKey()).contains("a-key-of-ours");
    }

    @Test
    void callsThePolicyWithTlsOnlyWhereItKnowsWhomToBelieve() throws IOException {
        String encrypted = Files.readString(REFERENCE).replaceFirst("policy: .*", "policy: wss://policy.example:443");
        String tls = "tls: {folder: tls, controller: 'https://controller.example:443'}";

        assertThat(decoded(encrypted
                                .replaceFirst("(?m)^tls: null", tls)
                                .replaceFirst("(?m)^mqtt: .*", "mqtt: ssl://broker.example:8883"))
                        .policy())
                .hasScheme("wss");
        assertThatThrownBy(() -> decoded(encrypted))
                .hasMessageContaining("policy: with wss:// say in tls which folder holds the site's ca.pem");
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
