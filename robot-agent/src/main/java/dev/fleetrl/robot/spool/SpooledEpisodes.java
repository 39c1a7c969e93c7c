package dev.fleetrl.robot.spool;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.Outcome;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Which records belong to which whole episode, and which episode would be missed least: unassisted successes of a policy
 * first, then what was aborted or abandoned; failures, and whatever a person drove in, last.
 */
final class SpooledEpisodes {
    /** Facts of the episode that is open. */
    private static final String EPISODE = "open-episode";

    private static final String STEPS = "open-steps";
    private static final String FIRST = "open-first";
    private static final String DRIVEN = "open-driven-by-a-person";

    private final Sql sql;

    /** How much an episode would be missed, as the database keeps it; the least comes first. */
    private enum Worth {
        ROUTINE(0),
        UNDECIDED(1),
        PRECIOUS(2);

        final int kept;

        Worth(int kept) {
            this.kept = kept;
        }

        static Worth of(Outcome outcome, boolean drivenByAPerson) {
            if (drivenByAPerson || outcome == Outcome.FAILURE) {
                return PRECIOUS;
            }
            return outcome == Outcome.SUCCESS ? ROUTINE : UNDECIDED;
        }
    }

    /** A whole episode, by the numbers of its first and its last record. */
    record Range(long first, long last) {}

    /** The one that was being recorded, and how many of its steps were. */
    record Open(EpisodeId episode, int steps) {}

    SpooledEpisodes(Sql sql) {
        this.sql = sql;
    }

    void prepare() throws SQLException {
        sql.execute("CREATE TABLE IF NOT EXISTS episodes (first INTEGER PRIMARY KEY, last INTEGER NOT NULL,"
                + " worth INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT");
    }

    Optional<Open> open() throws SQLException {
        Optional<String> episode = sql.find(EPISODE);
        int steps = Integer.parseInt(sql.find(STEPS).orElse("0"));
        return episode.map(id -> new Open(new EpisodeId(id), steps));
    }

    /** A record was written. */
    void note(long number, EpisodeEvent event) throws SQLException {
        if (event instanceof EpisodeEvent.Opened opened) {
            sql.put(EPISODE, opened.episode().value());
            sql.put(FIRST, Long.toString(number));
            sql.put(STEPS, "0");
            sql.put(DRIVEN, Boolean.toString(opened.plan().driver() instanceof ActionSource.Demonstration));
        } else if (event instanceof EpisodeEvent.Stepped stepped) {
            sql.put(STEPS, String.valueOf(stepped.step().index() + 1));
            if (stepped.step().isCorrection()) {
                sql.put(DRIVEN, "true");
            }
        } else if (event instanceof EpisodeEvent.Closed closed) {
            close(number, closed);
        }
    }

    private void close(long number, EpisodeEvent.Closed closed) throws SQLException {
        Optional<String> first = sql.find(FIRST);
        if (first.isPresent()) {
            boolean driven = Boolean.parseBoolean(sql.find(DRIVEN).orElse("false"));
            insert(Long.parseLong(first.get()), number, Worth.of(closed.ending().outcome(), driven));
        }
        sql.execute("DELETE FROM facts WHERE key IN ('" + EPISODE + "', '" + FIRST + "')");
    }

    private void insert(long first, long last, Worth worth) throws SQLException {
        String bytes = "(SELECT coalesce(sum(length(event)), 0) FROM records WHERE number BETWEEN ?1 AND ?2)";
        try (PreparedStatement insert =
                sql.prepare("INSERT INTO episodes (first, last, worth, bytes) VALUES (?1, ?2, ?3, " + bytes + ")")) {
            insert.setLong(1, first);
            insert.setLong(2, last);
            insert.setInt(3, worth.kept);
            insert.executeUpdate();
        }
    }

    /** Bytes of episodes that may go before anything precious does. */
    long expendableBytes() throws SQLException {
        return sql.number("SELECT coalesce(sum(bytes), 0) FROM episodes WHERE worth < " + Worth.PRECIOUS.kept);
    }

    /** The oldest of those that would be missed least. */
    Optional<Range> leastWorth() throws SQLException {
        try (PreparedStatement query = sql.prepare("SELECT first, last FROM episodes ORDER BY worth, first LIMIT 1");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(new Range(rows.getLong(1), rows.getLong(2))) : Optional.empty();
        }
    }

    void forget(Range episode) throws SQLException {
        sql.execute("DELETE FROM episodes WHERE first = " + episode.first());
    }

    void forgetUpTo(long number) throws SQLException {
        sql.execute("DELETE FROM episodes WHERE first <= " + number);
    }

    /** Each record's number has grown by so much. */
    void renumber(long shift) throws SQLException {
        // By way of negative numbers, for no two rows may bear the same first number in between.
        sql.execute("UPDATE episodes SET first = -first - " + shift + ", last = last + " + shift);
        sql.execute("UPDATE episodes SET first = -first");
        Optional<String> first = sql.find(FIRST);
        if (first.isPresent()) {
            sql.put(FIRST, Long.toString(Long.parseLong(first.get()) + shift));
        }
    }
}
