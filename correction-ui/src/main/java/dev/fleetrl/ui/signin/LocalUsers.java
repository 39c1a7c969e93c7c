package dev.fleetrl.ui.signin;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The people of a file, which is read anew for each sign-in. Its methods block, but for {@link #knows}. */
final class LocalUsers {
    private final Path file;
    private volatile Map<OperatorId, Account> people = Map.of();
    private @Nullable FileTime known;

    LocalUsers(Path file) {
        this.file = file;
    }

    Account check(OperatorId name, String password) throws Refused, IOException {
        Account account = read().get(name);
        if (account == null) {
            Passwords.takeAsLong(password);
        } else if (Passwords.isRight(account.proof(), password)) {
            return account;
        }
        throw new Refused(Refused.WRONG_PASSWORD, "wrong name or password");
    }

    /** All of them by now. Whoever asks again and again ends what a sign-in began that was slower than a change. */
    synchronized Map<OperatorId, Account> people() throws IOException {
        FileTime written = Files.getLastModifiedTime(file);
        if (!written.equals(known)) {
            var unused = read();
            known = written;
        }
        return people;
    }

    /** As it was last read. */
    boolean knows(OperatorId name) {
        return people.containsKey(name);
    }

    private synchronized Map<OperatorId, Account> read() throws IOException {
        people = PeopleFile.read(file).people().stream()
                .collect(Collectors.toUnmodifiableMap(
                        PeopleFile.Entry::name, entry -> new Account(entry.person(), entry.password())));
        return people;
    }
}
