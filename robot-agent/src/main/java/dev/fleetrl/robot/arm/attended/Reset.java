package dev.fleetrl.robot.arm.attended;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who lays out the scene of a task. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reset.ByPerson.class, name = "person"),
    @JsonSubTypes.Type(value = Reset.ByScript.class, name = "script")
})
public sealed interface Reset {
    /** Who then lets the robot go on. */
    record ByPerson() implements Reset {}

    /**
     * A command on the robot; exit code 0 says that the scene is laid out.
     *
     * @param command program and arguments; a program with a slash lies beside the task file, or where its whole path says
     */
    record ByScript(List<String> command, int timeoutSeconds) implements Reset {
        public ByScript {
            command = List.copyOf(command);
            if (command.isEmpty() || command.get(0).isBlank()) {
                throw new IllegalArgumentException("reset.command: name a program");
            }
            if (timeoutSeconds < 1) {
                throw new IllegalArgumentException("reset.timeoutSeconds must be at least 1, not " + timeoutSeconds);
            }
        }

        /** A program on the search path is left as it is. */
        ByScript in(Path folder) {
            if (!command.get(0).contains("/")) {
                return this;
            }
            Path program = folder.resolve(command.get(0)).normalize();
            if (!Files.isExecutable(program) || Files.isDirectory(program)) {
                throw new IllegalArgumentException("reset.command: there is no program " + program
                        + " that may be run; is it there, and is it executable?");
            }
            List<String> resolved = new ArrayList<>(command);
            resolved.set(0, program.toString());
            return new ByScript(resolved, timeoutSeconds);
        }
    }
}
