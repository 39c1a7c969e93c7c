package dev.fleetrl.ui.signin;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Role;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The local users of a site, in one YAML file. It holds no password, but what proves one. */
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

    /** Changes what is in the file by then; one such change at a time, also of other processes. */
    public static PeopleFile change(Path file, UnaryOperator<PeopleFile> change) throws IOException {
        Path lock = Path.of(file.toAbsolutePath() + ".lock");
        Files.createDirectories(folderOf(lock));
        try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE, NOFOLLOW_LINKS)) {
            ownAlike(file, lock);
            var unused = channel.lock();
            PeopleFile changed = change.apply(readIfThere(file));
            changed.write(file);
            return changed;
        }
    }

    /** Whole or not at all. It goes on belonging to whom it belonged; a new one is for its owner only. */
    public void write(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = folderOf(absolute);
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(
                folder,
                ".people",
                ".yaml",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(draft, Codec.YAML.encode(PeopleFile.class, this));
            ownAlike(absolute, draft);
            Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path folderOf(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        return folder;
    }

    /** The page reads it as its own user, whoever changes it. Root must not be led elsewhere by a link that was laid there. */
    private static void ownAlike(Path file, Path other) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributes present = Files.readAttributes(other, PosixFileAttributes.class, NOFOLLOW_LINKS);
        PosixFileAttributeView view = Files.getFileAttributeView(other, PosixFileAttributeView.class, NOFOLLOW_LINKS);
        if (!present.group().equals(wanted.group())) {
            view.setGroup(wanted.group());
        }
        if (!present.owner().equals(wanted.owner())) {
            view.setOwner(wanted.owner());
        }
        if (!present.permissions().equals(wanted.permissions())) {
            view.setPermissions(wanted.permissions());
        }
    }
}
