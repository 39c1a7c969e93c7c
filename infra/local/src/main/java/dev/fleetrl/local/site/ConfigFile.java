package dev.fleetrl.local.site;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A process's reference configuration with this machine's values in it. */
final class ConfigFile {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final String process;
    private final Map<String, @Nullable Object> values;

    private ConfigFile(String process, Map<String, @Nullable Object> values) {
        this.process = process;
        this.values = values;
    }

    /** The reference of {@code process}, as it stands in infra/deploy/config. */
    static ConfigFile of(String process) {
        try (InputStream reference = ConfigFile.class.getResourceAsStream("/config/" + process + ".yaml")) {
            if (reference == null) {
                throw new IllegalStateException("no reference configuration of " + process);
            }
            return new ConfigFile(
                    process, YAML.readValue(reference, new TypeReference<Map<String, @Nullable Object>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a value that the reference has; {@code key} may be nested with dots. */
    @SuppressWarnings("unchecked") // YAML maps have string keys
    ConfigFile with(String key, @Nullable Object value) {
        String[] path = key.split("\\.", -1);
        Map<String, @Nullable Object> map = values;
        for (int i = 0; i < path.length - 1; i++) {
            map = (Map<String, @Nullable Object>) Objects.requireNonNull(map.get(path[i]), key);
        }
        if (!map.containsKey(path[path.length - 1])) {
            throw new IllegalArgumentException("the reference configuration of " + process + " has no " + key);
        }
        map.put(path[path.length - 1], value);
        return this;
    }

    /** Sets a value at the top level, if the process has it at all. */
    ConfigFile withIfThere(String key, Object value) {
        return values.containsKey(key) ? with(key, value) : this;
    }

    Path writeBelow(Path folder) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(process + ".yaml");
            YAML.writeValue(file.toFile(), values);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the configuration of " + process, e);
        }
    }
}
