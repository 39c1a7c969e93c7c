package dev.fleetrl.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command was told to write its result to. */
public record JsonFile(Path path) {
    /** Found out before the work, not after it. */
    public JsonFile {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(path)) {
            throw new UserError("cannot write to " + path + "; name a file in a folder that exists");
        }
    }

    public void write(Object result) {
        try {
            new ObjectMapper()
                    .registerModule(new Jdk8Module())
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(path.toFile(), result);
        } catch (IOException e) {
            throw new UserError("cannot write " + path + ": " + e.getMessage(), e);
        }
    }
}
