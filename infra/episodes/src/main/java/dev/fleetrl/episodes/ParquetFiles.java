package dev.fleetrl.episodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Parquet through one DuckDB in memory. One caller at a time: the owner synchronises. */
final class ParquetFiles implements AutoCloseable {
    /** Fills a table. */
    interface Rows {
        void appendTo(DuckDBAppender table) throws SQLException;
    }

    /** Reads the row that the cursor stands on. */
    interface Row<T> {
        T at(ResultSet cursor) throws SQLException;
    }

    private final DuckDBConnection connection;

    ParquetFiles() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
            // Episodes are small; DuckDB's threads would only take turns with the caller's.
            run("SET threads = 1");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot start DuckDB", e);
        }
    }

    /**
     * Writes beside {@code file} and renames.
     *
     * @param columns as in SQL's {@code CREATE TABLE}
     * @param metadata the file's key-value metadata
     */
    void write(Path file, String columns, Rows rows, Map<String, String> metadata) throws IOException {
        Files.createDirectories(file.getParent());
        try {
            run("CREATE OR REPLACE TEMP TABLE written (" + columns + ")");
            try (DuckDBAppender table = connection.createAppender("temp", "main", "written")) {
                rows.appendTo(table);
            }
            String pairs = metadata.entrySet().stream()
                    .map(pair -> quoted(pair.getKey()) + ": " + quoted(pair.getValue()))
                    .collect(Collectors.joining(", "));
            run("COPY written TO " + quoted(AtomicFiles.temporary(file).toString())
                    + " (FORMAT parquet, COMPRESSION zstd, KV_METADATA {" + pairs + "})");
            run("DROP TABLE written");
        } catch (SQLException e) {
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        AtomicFiles.commit(file);
    }

    /** The file's key-value metadata. */
    Map<String, String> metadata(Path file) {
        requirePresent(file);
        String query = "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, literalGlob(file));
            try (ResultSet cursor = statement.executeQuery()) {
                Map<String, String> metadata = new HashMap<>();
                while (cursor.next()) {
                    metadata.put(cursor.getString(1), cursor.getString(2));
                }
                return metadata;
            }
        } catch (SQLException e) {
            throw UnreadableFileException.damaged(file, e);
        }
    }

    <T> List<T> read(Path file, Row<T> row) {
        return read(file, "*", row);
    }

    /** @param columns as in SQL's {@code SELECT}; what is not named is not read */
    <T> List<T> read(Path file, String columns, Row<T> row) {
        requirePresent(file);
        String query = "SELECT " + columns + " FROM read_parquet(?)";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, literalGlob(file));
            try (ResultSet cursor = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (cursor.next()) {
                    rows.add(row.at(cursor));
                }
                return rows;
            }
        } catch (SQLException | IllegalArgumentException e) {
            throw UnreadableFileException.damaged(file, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close DuckDB", e);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void requirePresent(Path file) {
        if (!Files.isRegularFile(file)) {
            throw UnreadableFileException.missing(file);
        }
    }

    /** DuckDB reads a path as a pattern; a folder's name may hold what looks like one. */
    private static String literalGlob(Path file) {
        return file.toString().replaceAll("[\\[*?]", "[$0]");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
