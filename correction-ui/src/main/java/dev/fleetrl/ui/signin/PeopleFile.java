package dev.fleetrl.ui.signin;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The local users of a site, in one YAML file. It holds no password, but what proves one; only its owner may read it. */
public record PeopleFile(List<Entry> people) {
    public PeopleFile {
        people = List.copyOf(people);
        Set<OperatorId> names = new HashSet<>();
        for (Entry entry : people) {
            if (!names.add(entry.name())) {
                throw new IllegalArgumentException(entry.name() + " is there twice");
            }
        }
    }

    /**
     * One of them.
     *
     * @param password as {@link Passwords#hash} writes it
     */
    public record Entry(OperatorId name, List<Role> roles, String password) {
        public Entry {
            roles = List.copyOf(roles);
            if (roles.isEmpty()) {
                throw new IllegalArgumentException(name + " needs at least one role");
            }
        }

        public Person person() {
            return new Person(name, Set.copyOf(roles));
        }
    }

    public static PeopleFile read(Path file) throws IOException {
        return Codec.YAML.decode(PeopleFile.class, Files.readAllBytes(file));
    }

    /** None are in a file that is not there. */
    public static PeopleFile readIfThere(Path file) throws IOException {
        return Files.exists(file) ? read(file) : new PeopleFile(List.of());
    }

    public Optional<Entry> find(OperatorId name) {
        return people.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** In the place of whoever has that name. */
    public PeopleFile with(Entry entry) {
        List<Entry> all = new ArrayList<>(without(entry.name()).people());
        all.add(entry);
        return new PeopleFile(all);
    }

    public PeopleFile without(OperatorId name) {
        return new PeopleFile(
                people.stream().filter(entry -> !entry.name().equals(name)).toList());
    }

    /** Whole or not at all, and for its owner only. */
    public void write(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(
                folder,
                ".people",
                ".yaml",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(draft, Codec.YAML.encode(PeopleFile.class, this));
            Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
