package dev.fleetrl.robot.spool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The few things that are done with the spool's database. */
final class Sql implements AutoCloseable {
    private final Path file;
    private final Connection database;

    Sql(Path file, Connection database) {
        this.file = file;
        this.database = database;
    }

    /** Many statements, or none of them. */
    interface Work {
        int run() throws SQLException;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return database.prepareStatement(sql);
    }

    void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (var statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }

    void put(String key, String value) throws SQLException {
        try (PreparedStatement put = prepare("INSERT OR REPLACE INTO facts (key, value) VALUES (?, ?)")) {
            put.setString(1, key);
            put.setString(2, value);
            put.executeUpdate();
        }
    }

    Optional<String> find(String key) throws SQLException {
        try (PreparedStatement query = prepare("SELECT value FROM facts WHERE key = ?")) {
            query.setString(1, key);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * All of it or, as on a full disk, nothing.
     *
     * @param undo takes back in memory what the work had noted there
     */
    int inTransaction(Work work, Runnable undo) {
        try {
            execute("BEGIN");
            int result = work.run();
            execute("COMMIT");
            return result;
        } catch (SQLException e) {
            takeBack(undo, e);
            throw failed(e);
        } catch (RuntimeException e) {
            takeBack(undo, e);
            throw e;
        }
    }

    private void takeBack(Runnable undo, Exception cause) {
        undo.run();
        try {
            execute("ROLLBACK");
        } catch (SQLException byItself) {
            cause.addSuppressed(byItself);
        }
    }

    SpoolException failed(SQLException cause) {
        return new SpoolException("the spool " + file + " failed: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
