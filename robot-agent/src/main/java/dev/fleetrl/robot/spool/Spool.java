package dev.fleetrl.robot.spool;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.RobotId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
    private final RobotId robot;
    private final Path file;
    private final long maxBytes;
    private final Sql sql;
    private final SpooledEpisodes episodes;
    private long last;
    private long stored;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong expendable = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    private Spool(RobotId robot, Path file, long maxBytes, Sql sql) {
        this.robot = robot;
        this.file = file;
        this.maxBytes = maxBytes;
        this.sql = sql;
        episodes = new SpooledEpisodes(sql);
    }

    /**
     * Opens the robot's spool, or begins one.
     *
     * @param maxBytes of records; a full spool drops whole episodes that would be missed least, and where none may go takes only what
     *     closes the running one
     * @param nowMillis for the record that closes an episode which the last run left open
     */
    public static Spool open(Path file, RobotId robot, long maxBytes, Durability durability, long nowMillis) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setLockingMode(LockingMode.EXCLUSIVE);
        config.setSynchronous(durability == Durability.POWER_LOSS ? SynchronousMode.FULL : SynchronousMode.NORMAL);
        try {
            Spool spool =
                    new Spool(robot, file, maxBytes, new Sql(file, config.createConnection("jdbc:sqlite:" + file)));
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
            boolean isFull = false;
            for (EpisodeEvent event : events) {
                isFull = isFull || !makeRoom();
                if (!isFull || event instanceof EpisodeEvent.Closed) {
                    insert(event);
                    taken++;
                }
            }
            return taken;
        });
    }

    /** False where the spool stays full, for nothing in it may go. */
    private boolean makeRoom() throws SQLException {
        while (bytes.get() >= maxBytes) {
            Optional<SpooledEpisodes.Whole> least = episodes.leastWorth(stored);
            if (least.isEmpty()) {
                return false;
            }
            drop(least.get());
        }
        return true;
    }

    /** Its beginning stays, and in place of its end stands that the rest is gone. Every number keeps its place. */
    private void drop(SpooledEpisodes.Whole whole) throws SQLException {
        episodes.forget(whole);
        delete("number > " + whole.first() + " AND number <= " + whole.last());
        write(whole.last(), new EpisodeEvent.Dropped(whole.episode(), whole.first() + 1));
        expendable.set(episodes.expendableBytes(stored));
        dropped.incrementAndGet();
    }

    /** The records after {@code number}, oldest first. */
    public List<NumberedEvent> after(long number, int limit) {
        String select = "SELECT number, event FROM records WHERE number > ? ORDER BY number LIMIT ?";
        try (PreparedStatement query = sql.prepare(select)) {
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
            throw sql.failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the spool " + file + " holds a record that cannot be read", e);
        }
    }

    /** Lets go of everything up to and including {@code upTo}, which the fleet has. */
    public void deleteUpTo(long upTo) {
        if (upTo > last) {
            renumberBehind(upTo);
        } else if (upTo > stored) {
            inTransaction(() -> {
                delete("number <= " + upTo);
                episodes.forgetUpTo(upTo);
                expendable.set(episodes.expendableBytes(stored));
                return 0;
            });
            stored = upTo;
        }
    }

    private void delete(String which) throws SQLException {
        String known = " FROM records WHERE " + which;
        bytes.addAndGet(-sql.number("SELECT coalesce(sum(length(event)), 0)" + known));
        count.addAndGet(-sql.number("SELECT count(*)" + known));
        sql.execute("DELETE" + known);
    }

    /** The fleet knows of more than this file (an older one is gone): what is new here must not bear numbers it knows. */
    private void renumberBehind(long upTo) {
        long shift = upTo - stored;
        inTransaction(() -> {
            sql.execute("UPDATE records SET number = number + " + shift);
            sql.execute("UPDATE sqlite_sequence SET seq = seq + " + shift);
            episodes.renumber(shift);
            return 0;
        });
        last += shift;
        stored = upTo;
    }

    /** Keeps a small fact across restarts; durable when this returns. */
    public void remember(String key, String value) {
        inTransaction(() -> {
            sql.put(key, value);
            return 0;
        });
    }

    public Optional<String> recall(String key) {
        try {
            return sql.find(key);
        } catch (SQLException e) {
            throw sql.failed(e);
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

    /** How full the spool is of what should not be dropped, 0 to 1 and a little more; may be read from any thread. */
    public double usedFraction() {
        return (bytes.doubleValue() - expendable.doubleValue()) / maxBytes;
    }

    /** Episodes that this run had to drop; may be read from any thread. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void close() {
        sql.close();
    }

    private void prepare() throws SQLException {
        sql.execute("CREATE TABLE IF NOT EXISTS records"
                + " (number INTEGER PRIMARY KEY AUTOINCREMENT, event BLOB NOT NULL) STRICT");
        sql.execute("CREATE TABLE IF NOT EXISTS facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT");
        episodes.prepare();
        last = sql.number("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'records'), 0)");
        stored = sql.number("SELECT coalesce(min(number), " + (last + 1) + ") FROM records") - 1;
        count.set(sql.number("SELECT count(*) FROM records"));
        bytes.set(sql.number("SELECT coalesce(sum(length(event)), 0) FROM records"));
        expendable.set(episodes.expendableBytes(stored));
    }

    private void abandonOpenEpisode(long nowMillis) throws SQLException {
        Optional<SpooledEpisodes.Open> open = episodes.open();
        if (open.isPresent()) {
            Ending ending = new Ending(Outcome.ABANDONED, "agent-restarted", OutcomeSource.AGENT);
            append(List.of(new EpisodeEvent.Closed(
                    open.get().episode(), ending, open.get().steps(), nowMillis)));
        }
    }

    private void insert(EpisodeEvent event) throws SQLException {
        write(last + 1, event);
        last++;
        episodes.note(last, event);
        if (event instanceof EpisodeEvent.Closed) {
            expendable.set(episodes.expendableBytes(stored));
        }
    }

    private void write(long number, EpisodeEvent event) throws SQLException {
        byte[] encoded = Codec.CBOR.encode(EpisodeEvent.class, event);
        try (PreparedStatement insert = sql.prepare("INSERT INTO records (number, event) VALUES (?, ?)")) {
            insert.setLong(1, number);
            insert.setBytes(2, encoded);
            insert.executeUpdate();
        }
        count.incrementAndGet();
        bytes.addAndGet(encoded.length);
    }

    /** All of it or, as on a full disk, nothing. */
    private int inTransaction(Sql.Work work) {
        long lastBefore = last;
        long countBefore = count.get();
        long bytesBefore = bytes.get();
        long expendableBefore = expendable.get();
        long droppedBefore = dropped.get();
        return sql.inTransaction(work, () -> {
            last = lastBefore;
            count.set(countBefore);
            bytes.set(bytesBefore);
            expendable.set(expendableBefore);
            dropped.set(droppedBefore);
        });
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
}
