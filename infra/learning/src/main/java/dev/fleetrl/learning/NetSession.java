package dev.fleetrl.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/** A net that runs. One thread trains it; close it when no other thread can still reach it. */
public final class NetSession implements AutoCloseable {
    private final Net net;
    private final Session session;

    public NetSession(Net net, ConfigProto config) {
        this.net = net;
        session = new Session(net.graph(), config);
    }

    public GraphRun run() {
        return new GraphRun(session);
    }

    /** Each parameter draws from its own generator, so that a new layer does not change how the others begin. */
    public void initialise(long seed) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Parameter parameter : net.parameters()) {
            float[] initial = new float[parameter.size()];
            long own = seed * 0x9E3779B97F4A7C15L + parameter.name().hashCode();
            parameter.initialiser().fill(initial, new SplittableRandom(own));
            values.put(parameter.name(), initial);
        }
        write(new Weights(values));
    }

    /** Overwrites these parameters and leaves the others. */
    public void write(Weights weights) {
        if (weights.names().isEmpty()) {
            return;
        }
        Map<String, Parameter> byName = new LinkedHashMap<>();
        net.parameters().forEach(parameter -> byName.put(parameter.name(), parameter));
        try (GraphRun run = run()) {
            for (String name : weights.names()) {
                Parameter parameter = byName.get(name);
                if (parameter == null) {
                    throw new IllegalStateException("the net has no " + name + "; the weights are of another net");
                }
                Parameter.Storage storage = parameter.storage().orElseThrow();
                run.feed(storage.written(), weights.of(name), parameter.shape().asArray())
                        .target(storage.write());
            }
            run.fetched();
        }
    }

    /** Everything: weights, moments of the optimiser, averages. Writing it back resumes exactly. */
    public Weights state() {
        List<Parameter> parameters = net.parameters();
        try (GraphRun run = run()) {
            parameters.forEach(parameter -> run.fetch(parameter.value()));
            List<float[]> values = run.fetched();
            Map<String, float[]> byName = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                byName.put(parameters.get(i).name(), values.get(i));
            }
            return new Weights(byName);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
