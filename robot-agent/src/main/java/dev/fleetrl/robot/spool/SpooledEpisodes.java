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
 * Which records belong to which whole episode, and which would be missed least: unassisted successes of a policy that practises
 * first, then what was aborted or abandoned. Failures, evaluations, and whatever a person drove in are never let go of.
 */
final class SpooledEpisodes {
    /** Facts of the episode that is open. */
    private static final String EPISODE = "open-episode";

    private static final String STEPS = "open-steps";
    private static final String FIRST = "open-first";
    private static final String PRECIOUS = "open-precious";

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

        static Worth of(Outcome outcome, boolean isPrecious) {
            if (isPrecious || outcome == Outcome.FAILURE) {
                return PRECIOUS;
            }
            return outcome == Outcome.SUCCESS ? ROUTINE : UNDECIDED;
        }
    }

    /** A whole episode, by the numbers of its first and its last record. */
    record Whole(EpisodeId episode, long first, long last) {}

    /** The one that was being recorded, and how many of its steps were. */
    record Open(EpisodeId episode, int steps) {}

    SpooledEpisodes(Sql sql) {
        this.sql = sql;
    }

    void prepare() throws SQLException {
        sql.execute("CREATE TABLE IF NOT EXISTS episodes (first INTEGER PRIMARY KEY, last INTEGER NOT NULL,"
                + " episode TEXT NOT NULL, worth INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT");
    }

    Optional<Open> open() throws SQLException {
        Optional<String> episode = sql.find(EPISODE);
        int steps = Integer.parseInt(sql.find(STEPS).orElse("0"));
        return episode.map(id -> new Open(new EpisodeId(id), steps));
    }

    /** A record was written. */
    void note(long number, EpisodeEvent event) throws SQLException {
        if (event instanceof EpisodeEvent.Opened opened) {
            boolean isShown = opened.plan().driver() instanceof ActionSource.Demonstration;
            sql.put(EPISODE, opened.episode().value());
            sql.put(FIRST, Long.toString(number));
            sql.put(STEPS, "0");
            sql.put(PRECIOUS, Boolean.toString(isShown || opened.plan().cohort().isAutonomous()));
        } else if (event instanceof EpisodeEvent.Stepped stepped) {
            sql.put(STEPS, String.valueOf(stepped.step().index() + 1));
            if (stepped.step().isCorrection()) {
                sql.put(PRECIOUS, "true");
            }
        } else if (event instanceof EpisodeEvent.Closed closed) {
            close(number, closed);
        }
    }

    private void close(long number, EpisodeEvent.Closed closed) throws SQLException {
        Optional<String> first = sql.find(FIRST);
        if (first.isPresent()) {
            boolean isPrecious = Boolean.parseBoolean(sql.find(PRECIOUS).orElse("true"));
            Whole whole = new Whole(closed.episode(), Long.parseLong(first.get()), number);
            insert(whole, Worth.of(closed.ending().outcome(), isPrecious));
        }
        sql.execute("DELETE FROM facts WHERE key IN ('" + EPISODE + "', '" + FIRST + "')");
    }

    private void insert(Whole whole, Worth worth) throws SQLException {
        String bytes = "(SELECT coalesce(sum(length(event)), 0) FROM records WHERE number BETWEEN ?1 AND ?2)";
        String insert =
                "INSERT INTO episodes (first, last, episode, worth, bytes) VALUES (?1, ?2, ?3, ?4, " + bytes + ")";
        try (PreparedStatement statement = sql.prepare(insert)) {
            statement.setLong(1, whole.first());
            statement.setLong(2, whole.last());
            statement.setString(3, whole.episode().value());
            statement.setInt(4, worth.kept);
            statement.executeUpdate();
        }
    }

    /**
     * Bytes of the episodes that may go.
     *
     * @param stored up to there the fleet has everything: what it has a part of stays whole
     */
    long expendableBytes(long stored) throws SQLException {
        return sql.number("SELECT coalesce(sum(bytes), 0) FROM episodes" + expendable(stored));
    }

    /** The oldest of those that would be missed least; empty if none may go. */
    Optional<Whole> leastWorth(long stored) throws SQLException {
        String select =
                "SELECT episode, first, last FROM episodes" + expendable(stored) + " ORDER BY worth, first LIMIT 1";
        try (PreparedStatement query = sql.prepare(select);
                ResultSet rows = query.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Whole(new EpisodeId(rows.getString(1)), rows.getLong(2), rows.getLong(3)))
                    : Optional.empty();
        }
    }

    private static String expendable(long stored) {
        return " WHERE worth < " + Worth.PRECIOUS.kept + " AND first > " + stored;
    }

    void forget(Whole episode) throws SQLException {
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
