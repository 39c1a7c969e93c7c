package dev.fleetrl.episodes;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.duckdb.DuckDBAppender;

/**
 * How the steps of an episode lie in its file: a row a step, and a column of JPEG blobs a camera.
 *
 * @param cameras of the policy, in the order in which they first appear
 * @param reviewCameras of the pictures for people
 * @param tellsDelay whether a chunk's delay has a column; files of earlier versions have none
 * @param tellsGuard the same of what the guard did
 */
record EpisodeColumns(List<String> cameras, List<String> reviewCameras, boolean tellsDelay, boolean tellsGuard) {
    /** All columns but the pictures. */
    static final String WITHOUT_PICTURES = "COLUMNS(c -> NOT (starts_with(c, 'frame_') OR starts_with(c, 'review_')))";

    private static final String DELAY = "chunk_delay";
    /** Codes of rules, with a space between two; empty where the guard let all through. */
    private static final String GUARD = "guard";

    private static final String FRAME = "frame_";
    private static final String REVIEW = "review_";

    static EpisodeColumns of(List<Step> steps) {
        return new EpisodeColumns(
                camerasOf(steps, step -> step.observation().frames()), camerasOf(steps, Step::review), true, true);
    }

    static EpisodeColumns of(ResultSetMetaData table) throws SQLException {
        List<String> cameras = new ArrayList<>();
        List<String> reviewCameras = new ArrayList<>();
        boolean tellsDelay = false;
        boolean tellsGuard = false;
        for (int i = 1; i <= table.getColumnCount(); i++) {
            String name = table.getColumnName(i);
            if (name.startsWith(FRAME)) {
                cameras.add(name.substring(FRAME.length()));
            } else if (name.startsWith(REVIEW)) {
                reviewCameras.add(name.substring(REVIEW.length()));
            }
            tellsDelay |= name.equals(DELAY);
            tellsGuard |= name.equals(GUARD);
        }
        return new EpisodeColumns(cameras, reviewCameras, tellsDelay, tellsGuard);
    }

    /** As in SQL's {@code CREATE TABLE}. */
    String declaration() {
        StringBuilder columns =
                new StringBuilder("step INTEGER, at_millis BIGINT, proprioception FLOAT[], action FLOAT[],"
                        + " policy_action FLOAT[], source VARCHAR, who VARCHAR, chunk INTEGER, chunk_index INTEGER,"
                        + " chunk_delay INTEGER, stage INTEGER, guard VARCHAR");
        cameras.forEach(camera -> columns.append(", ").append(blob(FRAME + camera)));
        reviewCameras.forEach(camera -> columns.append(", ").append(blob(REVIEW + camera)));
        return columns.toString();
    }

    void append(DuckDBAppender table, Step step) throws SQLException {
        table.beginRow()
                .append(step.index())
                .append(step.atMillis())
                .append(step.observation().proprioception().toArray())
                .append(step.action().toArray())
                .append(step.policyAction().toArray())
                .append(SourceColumns.kind(step.source()));
        Optional<String> who = SourceColumns.who(step.source());
        if (who.isPresent()) {
            table.append(who.get());
        } else {
            table.appendNull();
        }
        table.append(step.chunk().chunk())
                .append(step.chunk().index())
                .append(step.chunk().delay())
                .append(step.stage())
                .append(String.join(" ", step.guard()));
        append(table, cameras, step.observation().frames());
        append(table, reviewCameras, step.review());
        table.endRow();
    }

    Step step(ResultSet row) throws SQLException {
        String who = row.getString("who");
        return new Step(
                row.getInt("step"),
                row.getLong("at_millis"),
                new Observation(frames(row, FRAME, cameras), vec(row, "proprioception")),
                vec(row, "action"),
                vec(row, "policy_action"),
                SourceColumns.of(row.getString("source"), who == null ? "" : who),
                new ChunkPosition(row.getInt("chunk"), row.getInt("chunk_index"), tellsDelay ? row.getInt(DELAY) : 0),
                row.getInt("stage"),
                frames(row, REVIEW, reviewCameras),
                tellsGuard ? words(row.getString(GUARD)) : List.of());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static List<String> camerasOf(List<Step> steps, Function<Step, List<Frame>> frames) {
        return steps.stream()
                .flatMap(step -> frames.apply(step).stream())
                .map(Frame::camera)
                .distinct()
                .toList();
    }

    private static String blob(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\" BLOB";
    }

    private static void append(DuckDBAppender table, List<String> cameras, List<Frame> frames) throws SQLException {
        for (String camera : cameras) {
            Optional<Frame> taken = frames.stream()
                    .filter(frame -> frame.camera().equals(camera))
                    .findFirst();
            if (taken.isPresent()) {
                table.append(taken.get().jpeg().toArray());
            } else {
                table.appendNull();
            }
        }
    }

    private static List<Frame> frames(ResultSet row, String prefix, List<String> cameras) throws SQLException {
        List<Frame> frames = new ArrayList<>();
        for (String camera : cameras) {
            Blob jpeg = row.getBlob(prefix + camera);
            if (jpeg != null) {
                frames.add(new Frame(camera, Bytes.of(jpeg.getBytes(1, (int) jpeg.length()))));
            }
        }
        return frames;
    }

    private static Vec vec(ResultSet row, String column) throws SQLException {
        Object[] elements = (Object[]) row.getArray(column).getArray();
        float[] floats = new float[elements.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (Float) elements[i];
        }
        return Vec.of(floats);
    }
}
