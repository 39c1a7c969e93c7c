package dev.fleetrl.ui.people;

import dev.fleetrl.contracts.OperatorId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is signed in, by the secret id that their browser holds. Belongs to one event loop. */
public final class Sessions {
    private final Limits limits;
    private final Map<String, Session> open = new HashMap<>();

    /**
     * How long a sign-in is good for.
     *
     * @param hours in all
     * @param idleMinutes since the person last did something; to look on is nothing
     */
    public record Limits(int hours, int idleMinutes) {
        public Limits {
            if (hours < 1 || idleMinutes < 1) {
                throw new IllegalArgumentException("sessions: hours and idleMinutes must be at least 1");
            }
        }
    }

    /** A session that is over, and why. */
    public record Ended(String id, Person person, String reason) {}

    private record Session(Account account, long beganMillis, long usedMillis) {
        Person person() {
            return account.person();
        }
    }

    public Sessions(Limits limits) {
        this.limits = limits;
    }

    /**
     * Somebody signed in.
     *
     * @param id drawn by lot, and guessed by nobody
     */
    public void begin(String id, Account account, long nowMillis) {
        open.put(id, new Session(account, nowMillis, nowMillis));
    }

    /** Nothing for a session that never was, or is over; whether or not {@link #expire} was called. */
    public Optional<Person> find(String id, long nowMillis) {
        return Optional.ofNullable(open.get(id))
                .filter(session -> reasonToEnd(session, nowMillis).isEmpty())
                .map(Session::person);
    }

    /** Its person did something. */
    public void use(String id, long nowMillis) {
        if (find(id, nowMillis).isPresent()) {
            open.computeIfPresent(
                    id, (same, session) -> new Session(session.account(), session.beganMillis(), nowMillis));
        }
    }

    public Optional<Ended> end(String id, String reason) {
        return Optional.ofNullable(open.remove(id)).map(session -> new Ended(id, session.person(), reason));
    }

    /** Ends all others of that person, who has two hands and one tablet: else two of the same name could drive one robot. */
    public List<Ended> endOthers(String id, Person person) {
        List<Ended> ended = new ArrayList<>();
        for (Map.Entry<String, Session> entry : List.copyOf(open.entrySet())) {
            if (!entry.getKey().equals(id) && entry.getValue().person().name().equals(person.name())) {
                end(entry.getKey(), person.name() + " signed in at another tablet")
                        .ifPresent(ended::add);
            }
        }
        return ended;
    }

    /** Ends those that are over by now. */
    public List<Ended> expire(long nowMillis) {
        List<Ended> ended = new ArrayList<>();
        for (Map.Entry<String, Session> entry : List.copyOf(open.entrySet())) {
            reasonToEnd(entry.getValue(), nowMillis)
                    .flatMap(reason -> end(entry.getKey(), reason))
                    .ifPresent(ended::add);
        }
        return ended;
    }

    /** Ends those of people who are no longer what they were when they signed in, or have another password. */
    public List<Ended> keepOnly(Map<OperatorId, Account> people) {
        List<Ended> ended = new ArrayList<>();
        for (Map.Entry<String, Session> entry : List.copyOf(open.entrySet())) {
            Account account = entry.getValue().account();
            if (!account.equals(people.get(account.person().name()))) {
                end(entry.getKey(), "your roles or your password have changed: sign in again")
                        .ifPresent(ended::add);
            }
        }
        return ended;
    }

    private Optional<String> reasonToEnd(Session session, long nowMillis) {
        if (nowMillis - session.beganMillis()
                >= Duration.ofHours(limits.hours()).toMillis()) {
            return Optional.of("your sign-in is " + limits.hours() + " h old and has run out: sign in again");
        }
        if (nowMillis - session.usedMillis()
                >= Duration.ofMinutes(limits.idleMinutes()).toMillis()) {
            return Optional.of(
                    "you have done nothing for " + limits.idleMinutes() + " min and are signed out: sign in again");
        }
        return Optional.empty();
    }
}
