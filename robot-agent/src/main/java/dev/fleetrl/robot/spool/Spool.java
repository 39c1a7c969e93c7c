package dev.fleetrl.robot.spool;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.RobotId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Numbered records in an SQLite file, kept until the fleet has them.
 *
 * <p>Numbers grow by one for the life of the file, also across deletion and restarts. An episode that was open when the
 * agent died is closed as ABANDONED when the file is opened again, so that nobody waits for its end.
 *
 * <p>Not thread-safe; its owner calls it from one thread at a time.
 */
public final class Spool implements AutoCloseable {
    private static final String OPEN_EPISODE = "open-episode";
    private static final String OPEN_STEPS = "open-steps";

    private final RobotId robot;
    private final Path file;
    private final long maxBytes;
    private final Connection database;
    private long last;
    private long stored;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong count = new AtomicLong();

    private Spool(RobotId robot, Path file, long maxBytes, Connection database) {
        this.robot = robot;
        this.file = file;
        this.maxBytes = maxBytes;
        this.database = database;
    }

    /**
     * Opens the robot's spool, or begins one.
     *
     * @param maxBytes of records; a full spool takes only what closes an episode
     * @param nowMillis for the record that closes an episode which the last run left open
     */
    public static Spool open(Path file, RobotId robot, long maxBytes, Durability durability, long nowMillis) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setLockingMode(LockingMode.EXCLUSIVE);
        config.setSynchronous(durability == Durability.POWER_LOSS ? SynchronousMode.FULL : SynchronousMode.NORMAL);
        try {
            Spool spool = new Spool(robot, file, maxBytes, config.createConnection("jdbc:sqlite:" + file));
            spool.prepare();
            spool.abandonOpenEpisode(nowMillis);
            return spool;
        } catch (SQLException e) {
            throw new SpoolException(
                    "cannot open the spool " + file + " (" + e.getMessage()
                            + "); is another agent using it, and is its folder writable?",
                    e);
        }
    }

    /** Writes the events in one transaction; answers how many were taken, which is fewer only when the spool is full. */
    public int append(List<EpisodeEvent> events) {
        return inTransaction(() -> {
            int taken = 0;
            for (EpisodeEvent event : events) {
                if (bytes.get() >= maxBytes && !(event instanceof EpisodeEvent.Closed)) {
                    break;
                }
                insert(event);
                taken++;
            }
            return taken;
        });
    }

    /** The records after {@code number}, oldest first. */
    public List<NumberedEvent> after(long number, int limit) {
        String sql = "SELECT number, event FROM records WHERE number > ? ORDER BY number LIMIT ?";
        try (PreparedStatement query = database.prepareStatement(sql)) {
            query.setLong(1, number);
            query.setInt(2, limit);
            List<NumberedEvent> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new NumberedEvent(
                            robot, rows.getLong(1), Codec.CBOR.decode(EpisodeEvent.class, rows.getBytes(2))));
                }
            }
            return found;
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the spool " + file + " holds a record that cannot be read", e);
        }
    }

    /** Lets go of everything up to and including {@code upTo}, which the fleet has. */
    public void deleteUpTo(long upTo) {
        String known = " FROM records WHERE number <= " + upTo;
        if (upTo > last) {
            renumberBehind(upTo);
        } else if (upTo > stored) {
            inTransaction(() -> {
                bytes.addAndGet(-number("SELECT coalesce(sum(length(event)), 0)" + known));
                count.addAndGet(-number("SELECT count(*)" + known));
                execute("DELETE" + known);
                return 0;
            });
            stored = upTo;
        }
    }

    /** The fleet knows of more than this file (an older one is gone): what is new here must not bear numbers it knows. */
    private void renumberBehind(long upTo) {
        long shift = upTo - stored;
        inTransaction(() -> {
            execute("UPDATE records SET number = number + " + shift);
            execute("UPDATE sqlite_sequence SET seq = seq + " + shift);
            return 0;
        });
        last += shift;
        stored = upTo;
    }

    /** Keeps a small fact across restarts; durable when this returns. */
    public void remember(String key, String value) {
        inTransaction(() -> {
            put(key, value);
            return 0;
        });
    }

    public Optional<String> recall(String key) {
        try (PreparedStatement query = database.prepareStatement("SELECT value FROM facts WHERE key = ?")) {
            query.setString(1, key);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The number of the newest record ever written. */
    public long last() {
        return last;
    }

    /** Up to here the fleet has everything, as far as this run knows. */
    public long stored() {
        return stored;
    }

    /** Records that are not yet known to be stored; may be read from any thread. */
    public long size() {
        return count.get();
    }

    /** How full the spool is, 0 to 1 and a little more; may be read from any thread. */
    public double usedFraction() {
        return bytes.doubleValue() / maxBytes;
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void prepare() throws SQLException {
        execute("CREATE TABLE IF NOT EXISTS records"
                + " (number INTEGER PRIMARY KEY AUTOINCREMENT, event BLOB NOT NULL) STRICT");
        execute("CREATE TABLE IF NOT EXISTS facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT");
        last = number("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'records'), 0)");
        stored = number("SELECT coalesce(min(number), " + (last + 1) + ") FROM records") - 1;
        count.set(number("SELECT count(*) FROM records"));
        bytes.set(number("SELECT coalesce(sum(length(event)), 0) FROM records"));
    }

    private void abandonOpenEpisode(long nowMillis) {
        Optional<String> open = recall(OPEN_EPISODE);
        if (open.isPresent()) {
            int steps = Integer.parseInt(recall(OPEN_STEPS).orElse("0"));
            Ending ending = new Ending(Outcome.ABANDONED, "agent-restarted", OutcomeSource.AGENT);
            append(List.of(new EpisodeEvent.Closed(new EpisodeId(open.get()), ending, steps, nowMillis)));
        }
    }

    private void insert(EpisodeEvent event) throws SQLException {
        byte[] encoded = Codec.CBOR.encode(EpisodeEvent.class, event);
        try (PreparedStatement insert =
                database.prepareStatement("INSERT INTO records (number, event) VALUES (?, ?)")) {
            insert.setLong(1, last + 1);
            insert.setBytes(2, encoded);
            insert.executeUpdate();
        }
        noteOpenEpisode(event);
        last++;
        count.incrementAndGet();
        bytes.addAndGet(encoded.length);
    }

    private void noteOpenEpisode(EpisodeEvent event) throws SQLException {
        if (event instanceof EpisodeEvent.Opened opened) {
            put(OPEN_EPISODE, opened.episode().value());
            put(OPEN_STEPS, "0");
        } else if (event instanceof EpisodeEvent.Stepped stepped) {
            put(OPEN_STEPS, String.valueOf(stepped.step().index() + 1));
        } else {
            execute("DELETE FROM facts WHERE key = '" + OPEN_EPISODE + "'");
        }
    }

    private void put(String key, String value) throws SQLException {
        try (PreparedStatement put =
                database.prepareStatement("INSERT OR REPLACE INTO facts (key, value) VALUES (?, ?)")) {
            put.setString(1, key);
            put.setString(2, value);
            put.executeUpdate();
        }
    }

    /** All of it or, as on a full disk, nothing. */
    private int inTransaction(Work work) {
        long lastBefore = last;
        long countBefore = count.get();
        long bytesBefore = bytes.get();
        try {
            execute("BEGIN");
            int result = work.run();
            execute("COMMIT");
            return result;
        } catch (SQLException e) {
            last = lastBefore;
            count.set(countBefore);
            bytes.set(bytesBefore);
            try {
                execute("ROLLBACK");
            } catch (SQLException byItself) {
                e.addSuppressed(byItself);
            }
            throw failed(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (var statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }

    private SpoolException failed(SQLException cause) {
        return new SpoolException("the spool " + file + " failed: " + cause.getMessage(), cause);
    }

    /** What a record survives once it is appended. */
    public enum Durability {
        /** The end of the process, however sudden. Fast enough for learning studies. */
        @JsonProperty("process-kill")
        PROCESS_KILL,
        /** The end of the power, too: each transaction waits for the disk. */
        @JsonProperty("power-loss")
        POWER_LOSS
    }

    private interface Work {
        int run() throws SQLException;
    }
}
