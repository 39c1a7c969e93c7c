package dev.fleetrl.robot.arm.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.robot.kinematics.SimulatedArm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotModelTest {
    @TempDir
    Path folder;

    private String file = "";

    @BeforeEach
    void copy() throws IOException {
        file = Files.readString(Path.of("../infra/deploy/robots/simulated-7dof.yaml"));
        Files.copy(SimulatedArm.URDF, folder.resolve("simulated-7dof.urdf"));
    }

    @Test
    void readsAFileAndTheUrdfBesideIt() throws IOException {
        RobotModel model = RobotModel.read(written(file));

        assertThat(model.chain().joints()).hasSize(7);
        assertThat(model.config().cameras())
                .extracting(RosArmConfig.Camera::name)
                .containsExactly("third", "wrist");
        assertThat(model.config().gripper().orElseThrow().position(0)).isEqualTo(0.02);
    }

    @Test
    void knowsArmsWithoutAGripper() throws IOException {
        String without = file.replaceAll("(?m)^gripper: .*$", "gripper: null");

        assertThat(RobotModel.read(written(without)).config().gripper()).isEmpty();
    }

    @Test
    void watchesOverItselfOnlyWhereTheFileSaysHowFar() throws IOException {
        assertThat(RobotModel.read(written(file))
                        .model()
                        .guard()
                        .self()
                        .orElseThrow()
                        .metres())
                .isEqualTo(0.03);
        String without = file.replaceAll("(?m)^ +selfMarginMetres: .*$", "");
        assertThat(RobotModel.read(written(without)).model().guard().self()).isEmpty();
    }

    @Test
    void refusesAMarginBetweenLinksThatFillNothing() throws IOException {
        Path urdf = folder.resolve("simulated-7dof.urdf");
        Files.writeString(urdf, Files.readString(urdf).replaceAll("<(cylinder|sphere|box) [^>]*>", "<mesh/>"));

        assertThatThrownBy(() -> RobotModel.read(written(file))).hasMessageContaining("meshes are not read");
    }

    @Test
    void knowsALampThatShowsRecording() throws IOException {
        String lamp = file.replaceAll("(?m)^recordingLight: .*$", "recordingLight: /recording");

        assertThat(RobotModel.read(written(file)).config().recordingLight()).isEmpty();
        assertThat(RobotModel.read(written(lamp)).config().recordingLight()).contains("/recording");
    }

    @Test
    void refusesJointsWithoutAnEnd() throws IOException {
        Path urdf = folder.resolve("simulated-7dof.urdf");
        Files.writeString(urdf, Files.readString(urdf).replaceFirst("revolute", "continuous"));
        Path written = written(file);

        assertThatThrownBy(() -> RobotModel.read(written))
                .hasMessageStartingWith(written + ": joint joint1 turns without an end");
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            tool: hand          | tool: tool                   | no joints lead from link 'base' to link 'hand'
            rest: [0, 1]        | rest: [0, 0.1, 0, -2.2, 0, 2.3, 0.785398163] | rest: 2 positions, but 7 joints lead from base to tool
            urdf: none.urdf     | urdf: simulated-7dof.urdf    | there is no file
            name: wrist         | name: third                  | cameras: two are called wrist
            topic: joint states | topic: /joint_states         | 'joint states' is no topic of ROS 2
            open: 0             | open: 0.04                   | gripper: closed and open are both 0.0
            staleMillis: 0      | staleMillis: 200             | jointStates.staleMillis must be above 0
            policyPixels: 4     | policyPixels: 64             | policyPixels must be at least 16, not 4
            kind: dance         | kind: joint-trajectory       | dance
            scale: [0.1, 0]     | scale: [0.1, 0.18, 0.06]     | centre and scale are three numbers each
            metresPerSecond: -0.1 | metresPerSecond: 0.75     | limits.metresPerSecond must be above 0, not -0.1
            selfMarginMetres: 0   | selfMarginMetres: 0.03    | limits.selfMarginMetres must be above 0, not 0.0
            selfMarginMetres: 0.1 | selfMarginMetres: 0.03    | at rest, links 'link5' and 'link7' are 0.090 m apart, less than 0.100
            workspaceMax: [0, 0, 0] | workspaceMax: [0.8, 0.5, 0.6] | the first the lower one
            policyPixel: 64     | policyPixels: 64             | policyPixel
            """)
    void refusesWithTheFilesNameAndOneReason(String wrong, String right, String reason) throws IOException {
        Path written = written(file.replace(right, wrong));

        assertThatThrownBy(() -> RobotModel.read(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(written + ": ")
                .hasMessageContaining(reason);
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("robot.yaml"), text);
    }
}
