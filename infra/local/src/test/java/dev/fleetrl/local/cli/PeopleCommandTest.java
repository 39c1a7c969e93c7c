package dev.fleetrl.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Role;
import dev.fleetrl.ui.signin.PeopleFile;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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

    private int add(String name, String password, String... roles) {
        List<String> arguments = new ArrayList<>(List.of("people", "add", "--password-stdin", name, "--file", file()));
        for (String role : roles) {
            arguments.addAll(List.of("--role", role));
        }
        return run(password + "\n", arguments.toArray(String[]::new));
    }

    private String file() {
        return folder.resolve("people.yaml").toString();
    }

    @Test
    void addsChangesAndRemovesPeopleAndKeepsNoPassword() throws Exception {
        assertThat(add("ada", "correct horse", "operator")).isZero();
        assertThat(add("ben", "battery staple", "viewer")).isZero();
        assertThat(add("ada", "another horse", "operator", "researcher")).isZero();

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

    /** Another admin takes ben out while this one types. */
    @Test
    void bringsNobodyBackWhoWasTakenOutMeanwhile() throws Exception {
        assertThat(add("ben", "battery staple", "viewer")).isZero();
        System.setIn(new FilterInputStream(new ByteArrayInputStream("correct horse\n".getBytes(UTF_8))) {
            @Override
            public int read(byte[] to, int from, int most) throws IOException {
                var unused = PeopleFile.change(Path.of(file()), people -> people.without(new OperatorId("ben")));
                return super.read(to, from, most);
            }
        });

        assertThat(FleetRl.commandLine()
                        .execute("people", "add", "ada", "--role", "viewer", "--password-stdin", "--file", file()))
                .isZero();

        assertThat(PeopleFile.read(Path.of(file())).people())
                .extracting(entry -> entry.name().value())
                .containsExactly("ada");
    }

    @Test
    void takesNoShortPassword() {
        assertThat(add("ada", "short", "operator")).isEqualTo(2);
        assertThat(Path.of(file())).doesNotExist();
    }
}
