package dev.fleetrl.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalUsersTest {
    private static final OperatorId ADA = new OperatorId("ada");
    private static final PeopleFile PEOPLE =
            new PeopleFile(List.of(new PeopleFile.Entry(ADA, List.of(Role.OPERATOR), "hash")));

    @TempDir
    private Path folder;

    /** A sign-in that was slower than a change must be ended by the next look at the file, though it has not changed since. */
    @Test
    void areToldWholeHoweverOftenTheyAreAskedFor() throws Exception {
        Path file = folder.resolve("people.yaml");
        PEOPLE.write(file);
        LocalUsers users = new LocalUsers(file);
        assertThat(users.knows(ADA)).isFalse();

        assertThat(users.people()).containsOnlyKeys(ADA);
        assertThat(users.people()).containsOnlyKeys(ADA);
        assertThat(users.knows(ADA)).isTrue();
    }

    @Test
    void areInAFileThatGoesOnBelongingToWhomItBelonged() throws Exception {
        Path file = folder.resolve("people.yaml");
        PEOPLE.write(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        var unused = PeopleFile.change(file, people -> people.without(ADA));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(PeopleFile.read(file).people()).isEmpty();
    }
}
