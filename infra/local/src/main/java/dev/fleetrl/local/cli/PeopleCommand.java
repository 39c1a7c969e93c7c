package dev.fleetrl.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.local.UserError;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Role;
import dev.fleetrl.ui.signin.Passwords;
import dev.fleetrl.ui.signin.PeopleFile;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code fleetrl people}. */
@Command(
        name = "people",
        description = {
            "Local users of the page: who may sign in, as what. The page takes a change within seconds.",
            "For sites where correction-ui.yaml says people: {by: file}, and for 'up --people'."
        },
        mixinStandardHelpOptions = true)
final class PeopleCommand {
    @Option(
            names = "--file",
            defaultValue = "people.yaml",
            scope = ScopeType.INHERIT,
            description = "the file of people (default: ${DEFAULT-VALUE})")
    private Path file = Path.of("people.yaml");

    @Command(
            name = "add",
            description = "Adds somebody, or gives them a new password and new roles; asks for the password.",
            mixinStandardHelpOptions = true)
    void add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--role",
                            required = true,
                            description = "viewer, operator, researcher or admin; may be repeated")
                    List<Role> roles,
            @Option(names = "--password-stdin", description = "reads the password from standard input") boolean isPiped)
            throws IOException {
        OperatorId who = operator(name);
        String password = password(name, isPiped);
        if (password.length() < Passwords.SHORTEST) {
            throw new UserError("the password must have at least " + Passwords.SHORTEST + " characters");
        }
        PeopleFile.Entry entry = new PeopleFile.Entry(who, roles, Passwords.hash(password));
        change(people -> people.with(entry));
        System.out.println(name + " may sign in as " + String.join(", ", new Person(who, Set.copyOf(roles)).roleNames())
                + "; kept in " + file);
    }

    @Command(name = "rm", description = "Takes somebody out; who drives is stopped.", mixinStandardHelpOptions = true)
    void remove(@Parameters(paramLabel = "NAME") String name) throws IOException {
        OperatorId who = operator(name);
        // Looked at before, too: where there is nothing to change, nothing is written, not even the lock.
        var unused = with(readable(() -> PeopleFile.readIfThere(file)), who);
        change(people -> with(people, who).without(who));
        System.out.println(name + " may not sign in any more");
    }

    private PeopleFile with(PeopleFile people, OperatorId who) {
        if (people.find(who).isEmpty()) {
            throw new UserError("nobody called " + who + " is in " + file + "; './fleetrl people ls' lists them");
        }
        return people;
    }

    @Command(name = "ls", description = "Lists them.", mixinStandardHelpOptions = true)
    void list() throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (PeopleFile.Entry entry :
                readable(() -> PeopleFile.readIfThere(file)).people()) {
            rows.put(
                    entry.name().value(),
                    List.of(
                            entry.name().value(),
                            String.join(", ", entry.person().roleNames())));
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("name", "roles"));
        table.addAll(rows.values());
        System.out.print(Printout.table(table));
    }

    private void change(UnaryOperator<PeopleFile> change) throws IOException {
        var unused = readable(() -> PeopleFile.change(file, change));
    }

    private PeopleFile readable(Reading reading) throws IOException {
        try {
            return reading.people();
        } catch (JsonProcessingException e) {
            throw new UserError(file + " is no file of people: " + e.getOriginalMessage(), e);
        }
    }

    private interface Reading {
        PeopleFile people() throws IOException;
    }

    private static OperatorId operator(String name) {
        try {
            OperatorId who = new OperatorId(name);
            if (Person.mayBeCalled(who)) {
                return who;
            }
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
        throw new UserError("nobody can be called " + name);
    }

    /** Typed twice at a terminal; a line of standard input where that was asked for. */
    private static String password(String name, boolean isPiped) throws IOException {
        if (isPiped) {
            String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return line == null ? "" : line;
        }
        Console console = Optional.ofNullable(System.console())
                .orElseThrow(() ->
                        new UserError("there is no terminal to ask at; pipe the password, with --password-stdin"));
        String first = typed(console, "Password of " + name + ": ");
        if (!first.equals(typed(console, "Again: "))) {
            throw new UserError("the two passwords differ; nothing was changed");
        }
        return first;
    }

    private static String typed(Console console, String prompt) {
        char[] typed = console.readPassword(prompt);
        return typed == null ? "" : new String(typed);
    }
}
