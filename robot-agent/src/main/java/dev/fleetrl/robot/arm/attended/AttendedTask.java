package dev.fleetrl.robot.arm.attended;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A task of a real cell, as its YAML file says it.
 *
 * @param instruction that the policy is given
 * @param timeLimitSeconds after which an episode is a failure; holds do not count
 * @param home where the tool must be before an episode may begin; empty: anywhere
 */
public record AttendedTask(
        TaskId id, String instruction, int timeLimitSeconds, Optional<Home> home, Reset reset, Success success) {
    public AttendedTask {
        if (instruction.isBlank()) {
            throw new IllegalArgumentException("the instruction is empty");
        }
        if (timeLimitSeconds < 1) {
            throw new IllegalArgumentException("timeLimitSeconds must be at least 1, not " + timeLimitSeconds);
        }
        if (success instanceof Success.ByDoneDetector detector && detector.staleSeconds() >= timeLimitSeconds) {
            throw new IllegalArgumentException("success.staleSeconds must be below timeLimitSeconds ("
                    + timeLimitSeconds + "), or an episode that nobody looks at would be a failure");
        }
    }

    /** A person lays out the scene and says success, for so long as {@code labelSeconds} after the time limit. */
    public static AttendedTask byPerson(TaskId id, String instruction, int timeLimitSeconds, int labelSeconds) {
        return new AttendedTask(
                id,
                instruction,
                timeLimitSeconds,
                Optional.empty(),
                new Reset.ByPerson(),
                new Success.ByPerson(labelSeconds));
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException of one line that begins with the file's name
     */
    public static AttendedTask read(Path file) {
        try {
            AttendedTask task = Codec.YAML.decode(AttendedTask.class, Files.readAllBytes(file));
            return task.in(file.toAbsolutePath().resolveSibling(""));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": there is no such task file", e);
        } catch (IOException | IllegalArgumentException e) {
            String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be read");
            throw new IllegalArgumentException(file + ": " + line, e);
        }
    }

    /**
     * Refuses what cannot be the tasks of one cell.
     *
     * @throws IllegalArgumentException of one line
     */
    public static void requireOneCell(List<AttendedTask> tasks) {
        Set<TaskId> ids = new HashSet<>();
        Set<Class<?>> resets = new HashSet<>();
        for (AttendedTask task : tasks) {
            if (!ids.add(task.id())) {
                throw new IllegalArgumentException("two task files of one robot say id: " + task.id());
            }
            resets.add(task.reset().getClass());
        }
        if (resets.size() > 1) {
            throw new IllegalArgumentException("of one robot's tasks, a person resets some and a script others;"
                    + " let either of them reset all");
        }
    }

    private AttendedTask in(Path folder) {
        if (!(reset instanceof Reset.ByScript script)) {
            return this;
        }
        Reset resolved = script.in(folder);
        if (success instanceof Success.ByPerson person && person.labelSeconds() > 0) {
            throw new IllegalArgumentException("reset by script and success.labelSeconds above 0 do not go together:"
                    + " a robot that waits for a verdict holds; say labelSeconds: 0, or reset by: person");
        }
        return new AttendedTask(id, instruction, timeLimitSeconds, home, resolved, success);
    }
}
