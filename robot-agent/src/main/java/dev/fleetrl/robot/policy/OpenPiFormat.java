package dev.fleetrl.robot.policy;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import dev.fleetrl.robot.policy.PolicyClient.Question;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

/**
 * openpi's messages: msgpack maps, with arrays as maps whose keys are binary (numpy's extension takes no others).
 *
 * <p>Frames travel as the JPEG bytes that are recorded, not as decoded arrays.
 */
final class OpenPiFormat {
    private static final int REQUEST_KEYS = 5;

    private OpenPiFormat() {}

    /** @param withinMillis how long the answer is of use */
    static byte[] request(Question question, long number, long withinMillis) throws IOException {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            List<Frame> frames = question.observation().frames();
            packer.packMapHeader(frames.size()
                    + 2
                    + REQUEST_KEYS
                    + (question.underWay().isPresent() ? 2 : 0)
                    + (question.traceparent().isPresent() ? 1 : 0));
            for (Frame frame : frames) {
                packer.packString("observation/" + frame.camera());
                bin(packer, frame.jpeg().toArray());
            }
            packer.packString("observation/state");
            Vec state = question.observation().proprioception();
            array(packer, List.of(state), state.size());
            packer.packString("prompt").packString(question.instruction());
            packer.packString("fleetrl/policy_version")
                    .packString(question.version().value());
            packer.packString("fleetrl/robot").packString(question.robot().value());
            packer.packString("fleetrl/request").packLong(number);
            packer.packString("fleetrl/noise_seed").packLong(question.noiseSeed());
            packer.packString("fleetrl/deadline_ms").packLong(withinMillis);
            if (question.underWay().isPresent()) {
                PolicyClient.UnderWay underWay = question.underWay().get();
                packer.packString("fleetrl/actions_under_way");
                array(
                        packer,
                        underWay.actions(),
                        underWay.actions().size(),
                        underWay.actions().get(0).size());
                packer.packString("fleetrl/delay_steps").packInt(underWay.delay());
            }
            if (question.traceparent().isPresent()) {
                packer.packString("fleetrl/traceparent")
                        .packString(question.traceparent().get());
            }
            return packer.toByteArray();
        }
    }

    /**
     * Reads an answer. Unknown keys are passed over. A server that knows nothing of FleetRL executes its whole chunk and is
     * taken at its word about the version that was asked for.
     */
    static Answer answer(byte[] bytes, PolicyVersion asked) throws IOException {
        try (MessageUnpacker whole = MessagePack.newDefaultUnpacker(bytes);
                MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            whole.skipValue(); // reading makes room for as many elements as a header claims; so see that they are there
            Map<String, Value> answer = byName(unpacker.unpackValue());
            Value number = answer.get("fleetrl/request");
            Value busy = answer.get("fleetrl/busy");
            if (busy != null) {
                return new Answer(number(number), new Busy(text(busy)));
            }
            Value actions = answer.get("actions");
            if (actions == null) {
                throw new IOException("the policy's answer has no 'actions'");
            }
            List<Vec> rows = rows(actions);
            Value version = answer.get("fleetrl/policy_version");
            Value execute = answer.get("fleetrl/execute_steps");
            Value delay = answer.get("fleetrl/delay_steps");
            return new Answer(
                    number(number),
                    new Chunk(new ActionChunk(
                            version == null
                                    ? asked
                                    : new PolicyVersion(version.asStringValue().asString()),
                            rows,
                            execute == null
                                    ? rows.size()
                                    : execute.asIntegerValue().asInt(),
                            delay == null ? 0 : delay.asIntegerValue().asInt())));
        } catch (MessagePackException | IllegalArgumentException | NegativeArraySizeException | StackOverflowError e) {
            throw new IOException("the policy's answer cannot be read", e);
        }
    }

    private static long number(@Nullable Value number) {
        return number == null ? -1 : number.asIntegerValue().asLong();
    }

    private static List<Vec> rows(Value array) throws IOException {
        Map<String, Value> fields = byName(array);
        Value data = fields.get("data");
        Value shape = fields.get("shape");
        Value dtype = fields.get("dtype");
        if (data == null
                || shape == null
                || dtype == null
                || shape.asArrayValue().size() != 2) {
            throw new IOException("the policy's actions are not an array of shape [H, 7]");
        }
        int height = shape.asArrayValue().get(0).asIntegerValue().asInt();
        int width = shape.asArrayValue().get(1).asIntegerValue().asInt();
        ByteBuffer elements = ByteBuffer.wrap(data.asRawValue().asByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        boolean wide = text(dtype).equals("<f8");
        if ((!wide && !text(dtype).equals("<f4"))
                || height < 1
                || width < 1
                || elements.remaining() != (long) height * width * (wide ? 8 : 4)) {
            throw new IOException("the policy's actions have an unexpected type or size");
        }
        List<Vec> rows = new ArrayList<>();
        for (int h = 0; h < height; h++) {
            float[] row = new float[width];
            for (int i = 0; i < width; i++) {
                row[i] = wide ? (float) elements.getDouble() : elements.getFloat();
            }
            rows.add(Vec.of(row));
        }
        return rows;
    }

    private static Map<String, Value> byName(Value map) {
        Map<String, Value> named = new HashMap<>();
        map.asMapValue().map().forEach((key, value) -> named.put(text(key), value));
        return named;
    }

    private static String text(Value stringOrBinary) {
        return new String(stringOrBinary.asRawValue().asByteArray(), StandardCharsets.UTF_8);
    }

    /** Shape [n] of one vector; of several, [rows, n]. */
    private static void array(MessageBufferPacker packer, List<Vec> rows, int... shape) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(4 * IntStream.of(shape).reduce(1, (a, b) -> a * b))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Vec row : rows) {
            for (int i = 0; i < row.size(); i++) {
                data.putFloat(row.at(i));
            }
        }
        packer.packMapHeader(4);
        bin(packer, "__ndarray__".getBytes(StandardCharsets.UTF_8));
        packer.packBoolean(true);
        bin(packer, "data".getBytes(StandardCharsets.UTF_8));
        bin(packer, data.array());
        bin(packer, "dtype".getBytes(StandardCharsets.UTF_8));
        packer.packString("<f4");
        bin(packer, "shape".getBytes(StandardCharsets.UTF_8));
        packer.packArrayHeader(shape.length);
        for (int side : shape) {
            packer.packInt(side);
        }
    }

    private static void bin(MessageBufferPacker packer, byte[] bytes) throws IOException {
        packer.packBinaryHeader(bytes.length);
        packer.writePayload(bytes);
    }

    /** @param number of the request that it answers; -1 if the server does not say */
    record Answer(long number, Content content) {}

    /** What a server says. */
    sealed interface Content {}

    /** What to do. */
    record Chunk(ActionChunk chunk) implements Content {}

    /** There is no time for this question now; the connection stays. */
    record Busy(String reason) implements Content {}
}
