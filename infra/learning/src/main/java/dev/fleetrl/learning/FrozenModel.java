package dev.fleetrl.learning;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.family.TType;

/**
 * A net as a SavedModel whose weights are constants: it has no state, cannot be half restored, and opens in TensorFlow of
 * any language.
 *
 * <p>Any number of threads may run it at once. {@link #close} waits for them but does not keep new ones out: the owner
 * counts who may still call.
 */
public final class FrozenModel implements AutoCloseable {
    /** The one file of the folder that holds anything: there are no variables beside it. */
    public static final String FILE = "saved_model.pb";

    private static final String TAG = "serve";

    private final Graph graph;
    private final Session session;

    private FrozenModel(Graph graph, ConfigProto config) {
        this.graph = graph;
        session = new Session(graph, config);
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

    /** Opens what {@link #export} wrote. */
    public static FrozenModel load(Path folder, ConfigProto config) throws IOException {
        return of(Files.readAllBytes(folder.resolve(FILE)), config);
    }

    /** Opens a net out of these bytes of {@link #FILE} and of nothing else, so that what was checked is what runs. */
    public static FrozenModel of(byte[] savedModel, ConfigProto config) throws IOException {
        Graph graph = new Graph();
        try {
            graph.importGraphDef(graphDef(savedModel));
            return new FrozenModel(graph, config);
        } catch (IOException | RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /** Opens one for its reader, and closes it again where that cannot use it. */
    public static <T> T of(byte[] savedModel, ConfigProto config, Function<FrozenModel, T> reader) throws IOException {
        FrozenModel model = of(savedModel, config);
        try {
            return reader.apply(model);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static GraphDef graphDef(byte[] savedModel) throws IOException {
        try {
            return SavedModel.parseFrom(savedModel).getMetaGraphsList().stream()
                    .filter(net -> net.getMetaInfoDef().getTagsList().contains(TAG))
                    .findFirst()
                    .map(MetaGraphDef::getGraphDef)
                    .orElseThrow(() -> new IOException("a SavedModel of tag '" + TAG + "' is wanted; export it so"));
        } catch (InvalidProtocolBufferException e) {
            throw new IOException("no SavedModel of TensorFlow: " + e.getMessage(), e);
        }
    }

    /** The input or output of that name; resolve it once. */
    @SuppressWarnings("unchecked") // the caller wrote the model and knows its types
    public <T extends TType> Operand<T> operand(String name) {
        return (Operand<T>) graph.operationOrThrow(name).output(0);
    }

    /** Whether it has an input or output of that name. */
    public boolean has(String name) {
        return graph.operation(name) != null;
    }

    public GraphRun run() {
        return new GraphRun(session);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
