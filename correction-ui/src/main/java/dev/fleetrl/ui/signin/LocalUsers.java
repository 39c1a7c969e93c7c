package dev.fleetrl.ui.signin;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The people of a file, which is read anew for each sign-in. Its methods block. */
final class LocalUsers {
    private final Path file;
    private @Nullable FileTime known;

    LocalUsers(Path file) {
        this.file = file;
    }

    Person check(OperatorId name, String password) throws Refused, IOException {
        Optional<PeopleFile.Entry> entry = PeopleFile.read(file).find(name);
        if (entry.isEmpty()) {
            Passwords.takeAsLong(password);
        }
        return entry.filter(found -> Passwords.isRight(found.password(), password))
                .map(PeopleFile.Entry::person)
                .orElseThrow(() -> new Refused(Refused.WRONG_PASSWORD, "wrong name or password"));
    }

    /** All of them, if the file has changed since the last time; a file that cannot be read changes nothing. */
    synchronized Optional<Map<OperatorId, Person>> changed() throws IOException {
        FileTime written = Files.getLastModifiedTime(file);
        if (written.equals(known)) {
            return Optional.empty();
        }
        Map<OperatorId, Person> people = PeopleFile.read(file).people().stream()
                .collect(Collectors.toMap(PeopleFile.Entry::name, PeopleFile.Entry::person));
        known = written;
        return Optional.of(people);
    }
}
