package dev.fleetrl.episodes;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of what an episode's rows hold.
 *
 * <p>Of the content and not of the file: another compression, or another version of DuckDB, writes other bytes for the same
 * episode. The order of a step's cameras does not count.
 */
public final class StepsDigest {
    private final DataOutputStream out;

    private StepsDigest(MessageDigest digest) {
        out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    }

    /** In hex. */
    public static String of(List<Step> steps) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            StepsDigest content = new StepsDigest(digest);
            for (Step step : steps) {
                content.add(step);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("a stream into nothing cannot fail", e);
        }
    }

    private void add(Step step) throws IOException {
        out.writeInt(step.index());
        out.writeLong(step.atMillis());
        add(step.observation().frames());
        add(step.observation().proprioception());
        add(step.action());
        add(step.policyAction());
        out.writeUTF(SourceColumns.kind(step.source()));
        out.writeUTF(SourceColumns.who(step.source()).orElse(""));
        out.writeInt(step.chunk().chunk());
        out.writeInt(step.chunk().index());
        if (step.chunk().delay() != 0) { // so that what was sealed before there were delays keeps its digest
            out.writeInt(step.chunk().delay());
        }
        out.writeInt(step.stage());
        add(step.review());
        if (!step.guard().isEmpty()) { // as above
            out.writeUTF(String.join(" ", step.guard()));
        }
    }

    private void add(List<Frame> frames) throws IOException {
        out.writeInt(frames.size());
        for (Frame frame :
                frames.stream().sorted(Comparator.comparing(Frame::camera)).toList()) {
            out.writeUTF(frame.camera());
            out.writeInt(frame.jpeg().size());
            out.write(frame.jpeg().toArray());
        }
    }

    private void add(Vec vec) throws IOException {
        out.writeInt(vec.size());
        for (int i = 0; i < vec.size(); i++) {
            out.writeInt(Float.floatToIntBits(vec.at(i)));
        }
    }
}
