package dev.fleetrl.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Role;
import dev.fleetrl.ui.signin.PeopleFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleCommandTest {
    private final InputStream terminal = System.in;

    @TempDir
    private Path folder;

    @AfterEach
    void giveBackTheTerminal() {
        System.setIn(terminal);
    }

    private int run(String typed, String... arguments) {
        System.setIn(new ByteArrayInputStream(typed.getBytes(UTF_8)));
        return FleetRl.commandLine().setErr(new PrintWriter(new StringWriter())).execute(arguments);
    }

    private String file() {
        return folder.resolve("people.yaml").toString();
    }

    @Test
    void addsChangesAndRemovesPeopleAndKeepsNoPassword() throws Exception {
        assertThat(run(
                        "correct horse\n",
                        "people",
                        "add",
                        "--password-stdin",
                        "ada",
                        "--role",
                        "operator",
                        "--file",
                        file()))
                .isZero();
        assertThat(run(
                        "battery staple\n",
                        "people",
                        "add",
                        "--password-stdin",
                        "ben",
                        "--role",
                        "viewer",
                        "--file",
                        file()))
                .isZero();
        assertThat(run(
                        "another horse\n",
                        "people",
                        "add",
                        "--password-stdin",
                        "ada",
                        "--role",
                        "operator",
                        "--role",
                        "researcher",
                        "--file",
                        file()))
                .isZero();

        PeopleFile people = PeopleFile.read(Path.of(file()));
        assertThat(people.people()).hasSize(2);
        assertThat(people.find(new OperatorId("ada")).orElseThrow().roles())
                .containsExactly(Role.OPERATOR, Role.RESEARCHER);
        assertThat(Files.readString(Path.of(file()))).doesNotContain("horse").contains("$pbkdf2$");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file()))))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**/.people*");

        assertThat(run("", "people", "rm", "ada", "--file", file())).isZero();
        assertThat(PeopleFile.read(Path.of(file())).find(new OperatorId("ada"))).isEmpty();
    }

    @Test
    void takesNoShortPassword() {
        assertThat(run("short\n", "people", "add", "--password-stdin", "ada", "--role", "operator", "--file", file()))
                .isEqualTo(2);
        assertThat(Path.of(file())).doesNotExist();
    }
}
