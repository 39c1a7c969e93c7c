package dev.fleetrl.robot.arm.attended;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttendedTaskTest {
    private static final Path REFERENCE = Path.of("../infra/deploy/tasks/pick.yaml");

    @TempDir
    private Path folder;

    @Test
    void readsTheReferenceFile() {
        assertThat(AttendedTask.read(REFERENCE))
                .isEqualTo(AttendedTask.byPerson(new TaskId("pick"), "put the cube into the bin", 20, 30));
    }

    @Test
    void readsTheOtherWaysOfTheReferenceFile() throws IOException {
        Path script = Files.createFile(folder.resolve("lay-out.sh"));
        assertThat(script.toFile().setExecutable(true)).isTrue();

        AttendedTask sensed = commented("success: {by: sensor");
        AttendedTask watched = commented("success: {by: done-detector");

        assertThat(sensed.home()).contains(new Home(Vec.of(0.45f, 0, 0.25f, 3.14f, 0, 0), 0.03, 0.1));
        assertThat(sensed.reset()).isEqualTo(new Reset.ByScript(List.of(script.toString(), "pick"), 60));
        assertThat(sensed.success()).isEqualTo(new Success.BySensor("/bin/occupied", 1000));
        assertThat(watched.success()).isEqualTo(new Success.ByDoneDetector(5));
    }

    /** The commented home and reset, and one of the commented ways of success, with their comment signs taken away. */
    private AttendedTask commented(String success) throws IOException {
        String text = Files.readString(REFERENCE)
                .replaceAll("(?m)^(home|reset|success): .*\n", "")
                .replaceAll("(?m)^# (home|reset): \\{", "$1: {")
                .replace("# " + success, success);
        return AttendedTask.read(Files.writeString(folder.resolve("pick.yaml"), text));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            instruction: .*      | instruction: ' '                                                       | the instruction is empty
            timeLimitSeconds: .* | timeLimitSeconds: 0                                                    | timeLimitSeconds must be at least 1
            home: null           | ''                                                                     | Missing creator property 'home'
            home: null           | home: {toolPose: [0, 0, 0], withinMetres: 1, withinRadians: 1}         | home.toolPose is six numbers
            home: null           | home: {toolPose: [0, 0, 0, 0, 0, 0], withinMetres: 0, withinRadians: 1} | must be above 0
            reset: .*            | reset: {by: wish}                                                      | known type ids = [person, script]
            reset: .*            | reset: {by: script, command: [], timeoutSeconds: 1}                    | reset.command: name a program
            reset: .*            | reset: {by: script, command: [./gone.sh], timeoutSeconds: 1}           | gone.sh that may be run
            reset: .*            | reset: {by: script, command: [ls], timeoutSeconds: 0}                  | reset.timeoutSeconds must be at least 1
            reset: .*            | reset: {by: script, command: [ls], timeoutSeconds: 1}                  | say labelSeconds: 0, or reset by: person
            success: .*          | success: {by: person, labelSeconds: -1}                                | success.labelSeconds must be at least 0
            success: .*          | success: {by: sensor, topic: bin, staleMillis: 1}                      | 'bin' is no topic of ROS 2
            success: .*          | success: {by: done-detector, staleSeconds: 0}                           | success.staleSeconds must be at least 1
            success: .*          | success: {by: done-detector, staleSeconds: 20}                          | success.staleSeconds must be below timeLimitSeconds
            """)
    void refusesATaskThatNobodyCanMean(String line, String instead, String reason) throws IOException {
        String text = Files.readString(REFERENCE).replaceFirst("(?m)^" + line + "$", instead);
        Path file = Files.writeString(folder.resolve("task.yaml"), text);

        assertThatThrownBy(() -> AttendedTask.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> AttendedTask.read(folder.resolve("none.yaml")))
                .hasMessageEndingWith("none.yaml: there is no such task file");
    }

    @Test
    void refusesTasksThatDoNotGoTogether() {
        AttendedTask pick = AttendedTask.byPerson(new TaskId("pick"), "put it away", 3, 0);
        AttendedTask script = new AttendedTask(
                new TaskId("sort"),
                pick.instruction(),
                3,
                pick.home(),
                new Reset.ByScript(List.of("true"), 1),
                pick.success());

        assertThatThrownBy(() -> AttendedTask.requireOneCell(List.of(pick, pick)))
                .hasMessageContaining("id: pick");
        assertThatThrownBy(() -> AttendedTask.requireOneCell(List.of(pick, script)))
                .hasMessageContaining("let either of them reset all");
    }
}
