package dev.fleetrl.episodes;

import java.nio.file.Path;

/** One file of a store is missing, damaged or of another schema. The message is one line that says what to do. */
public final class UnreadableFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;

    UnreadableFileException(Path file, String problem, String whatToDo) {
        super(file + " " + problem.lines().findFirst().orElse("cannot be read") + "; " + whatToDo);
        this.file = file.toString();
    }

    static UnreadableFileException missing(Path file) {
        return new UnreadableFileException(
                file, "is missing", "restore it, or ask for a snapshot that does not name it");
    }

    static UnreadableFileException damaged(Path file, Throwable cause) {
        return damaged(
                file,
                "is damaged ("
                        + String.valueOf(cause.getMessage()).lines().findFirst().orElse("") + ")");
    }

    static UnreadableFileException damaged(Path file, String problem) {
        return new UnreadableFileException(file, problem, "restore it from a copy, or delete it");
    }

    static UnreadableFileException otherSchema(Path file, String found, String expected) {
        return new UnreadableFileException(
                file, "has schema " + found + ", not " + expected, "read it with the FleetRL that wrote it");
    }

    public String file() {
        return file;
    }
}
