package dev.fleetrl.learning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.family.TType;

/**
 * A net as a SavedModel whose weights are constants: it has no state, cannot be half restored, and opens in TensorFlow of
 * any language.
 *
 * <p>Any number of threads may run it at once. {@link #close} waits for them but does not keep new ones out: the owner
 * counts who may still call.
 */
public final class FrozenModel implements AutoCloseable {
    private static final String TAG = "serve";

    private final SavedModelBundle bundle;

    private FrozenModel(SavedModelBundle bundle) {
        this.bundle = bundle;
    }

    /** Writes a frozen net. Inputs and outputs are named by their operations. */
    public static void export(Net net, List<Operand<?>> inputs, List<Operand<?>> outputs, Path folder)
            throws IOException {
        Signature.Builder signature = Signature.builder(Signature.DEFAULT_KEY);
        inputs.forEach(input -> signature.input(input.op().name(), input));
        outputs.forEach(output -> signature.output(output.op().name(), output));
        try (Session session = new Session(net.graph(), SessionConfig.forServing())) {
            SavedModelBundle.exporter(folder.toString())
                    .withTags(TAG)
                    .withSession(session)
                    .withSignature(signature.build())
                    .export();
        }
    }

    public static FrozenModel load(Path folder, ConfigProto config) {
        return new FrozenModel(SavedModelBundle.loader(folder.toString())
                .withTags(TAG)
                .withConfigProto(config)
                .load());
    }

    /** The input or output of that name; resolve it once. */
    @SuppressWarnings("unchecked") // the caller wrote the model and knows its types
    public <T extends TType> Operand<T> operand(String name) {
        return (Operand<T>) bundle.graph().operationOrThrow(name).output(0);
    }

    /** Whether it has an input or output of that name. */
    public boolean has(String name) {
        return bundle.graph().operation(name) != null;
    }

    public GraphRun run() {
        return new GraphRun(bundle.session());
    }

    @Override
    public void close() {
        bundle.close();
    }
}
