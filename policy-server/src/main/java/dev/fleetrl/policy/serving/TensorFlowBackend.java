package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.Gaussian;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.policy.batching.BatchTime;
import dev.fleetrl.policy.checkpoint.PolicyArtefact;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.condition.Continuation;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.network.PolicySampler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.proto.ConfigProto;

/**
 * The built-in policy. Batches are filled up to a power of two, so that TensorFlow meets few shapes, and all of them before
 * the first robot does.
 */
public final class TensorFlowBackend implements PolicyBackend {
    private static final double FULL_NOISE = 1;

    private final PolicyManifest manifest;
    private final ActionNormalisation normalisation;
    private final ObservationShape shape;
    private final PolicySampler sampler;
    private final double noiseScale;
    private final Guidance guidance;
    private final Map<Manner, BatchTime> times = new EnumMap<>(Manner.class);

    /** The outputs of the graph; each takes its own time. */
    private enum Manner {
        PLAIN,
        GUIDED,
        CONTINUED
    }

    private TensorFlowBackend(PolicyArtefact artefact, ConfigProto session) {
        manifest = artefact.manifest();
        normalisation = artefact.network().normalisation();
        shape = artefact.network().network().encoder().shape();
        noiseScale = manifest.settings().getOrDefault("noiseScale", FULL_NOISE);
        guidance = new Guidance(manifest.settings().getOrDefault("beta", Guidance.PLAIN.beta()));
        sampler = artefact.load(session);
    }

    /** Loads a policy, and runs it once in each size and manner that it will be asked in. */
    public static TensorFlowBackend warm(PolicyArtefact artefact, int maxBatch) {
        return warm(artefact, maxBatch, SessionConfig.forServing());
    }

    /** The same in another manner of running. */
    public static TensorFlowBackend warm(PolicyArtefact artefact, int maxBatch, ConfigProto session) {
        TensorFlowBackend backend = new TensorFlowBackend(artefact, session);
        var still = new PolicyQuery.UnderWay(Vec.of(new float[backend.normalisation.actionSize()]), 1);
        PolicyQuery plain = backend.blank(Guidance.PLAIN);
        for (int size = 1; size <= BatchTime.padded(maxBatch); size *= 2) {
            backend.warm(plain, size);
            backend.warm(backend.blank(new Guidance(2)), size);
            backend.warm(plain.during(still), size);
        }
        return backend;
    }

    /** The first run of a size prepares it, the second is as long as all others. */
    private void warm(PolicyQuery query, int size) {
        List<PolicyQuery> queries = Collections.nCopies(size, query);
        infer(queries);
        long startedNanos = System.nanoTime();
        infer(queries);
        times.computeIfAbsent(manner(queries), manner -> new BatchTime()).learn(size, System.nanoTime() - startedNanos);
    }

    @Override
    public BatchTime timeOf(PolicyQuery query) {
        return times.getOrDefault(manner(List.of(query)), new BatchTime()).copy();
    }

    private PolicyQuery blank(Guidance guidance) {
        Map<String, Picture> black = new HashMap<>();
        Bytes rgb = Bytes.of(new byte[shape.bytesPerImage()]);
        manifest.policyCameras()
                .forEach(camera -> black.put(camera, new Picture.Raw(shape.pixels(), shape.pixels(), rgb)));
        return new PolicyQuery(black, Vec.of(new float[shape.proprioception()]), "", Indicator.POSITIVE, guidance, 0);
    }

    @Override
    public List<PolicyAnswer> infer(List<PolicyQuery> queries) {
        ObservationBatch batch = new ObservationBatch(shape, BatchTime.padded(queries.size()));
        List<PolicyAnswer> answers = new ArrayList<>(queries.size());
        for (int row = 0; row < queries.size(); row++) {
            answers.add(place(queries.get(row), batch, row));
        }
        batch.repeatFirst(queries.size());
        float[] chunks = chunks(queries, batch);
        int chunk = normalisation.scale().size();
        for (int row = 0; row < queries.size(); row++) {
            if (!(answers.get(row) instanceof PolicyAnswer.Refused)) {
                answers.set(row, answer(normalisation.actions(chunks, row * chunk), delay(queries.get(row))));
            }
        }
        return answers;
    }

    /** A question that does not fit leaves its row blank; the others go on. */
    private PolicyAnswer place(PolicyQuery query, ObservationBatch batch, int row) {
        byte[] rgb = new byte[shape.bytesPerObservation()];
        try {
            for (int camera = 0; camera < shape.cameras(); camera++) {
                String name = manifest.policyCameras().get(camera);
                Picture picture = query.pictures().get(name);
                if (picture == null) {
                    return new PolicyAnswer.Refused("'observation/" + name + "' is missing");
                }
                picture.decode(shape.pixels(), rgb, camera * shape.bytesPerImage());
            }
        } catch (IOException e) {
            return new PolicyAnswer.Refused(String.valueOf(e.getMessage()));
        }
        if (query.state().size() != shape.proprioception()) {
            return new PolicyAnswer.Refused("'observation/state' has "
                    + query.state().size() + " elements, the policy wants " + shape.proprioception());
        }
        if (!CheckedAnswers.isFinite(query.state())) {
            return new PolicyAnswer.Refused("'observation/state' has an element that is not a finite number");
        }
        if (query.underWay().isPresent() && !fits(query.underWay().get())) {
            return new PolicyAnswer.Refused(
                    query.underWay().get().actions().size() + " numbers under way do not go before a chunk of "
                            + normalisation.horizon() + " x " + normalisation.actionSize() + " finite ones");
        }
        int[] tokens = InstructionTokenizer.tokens(query.instruction());
        batch.set(row, rgb, tokens, query.state().toArray());
        return answer(Vec.of(), 0);
    }

    private boolean fits(PolicyQuery.UnderWay underWay) {
        int elements = underWay.actions().size();
        return elements > 0
                && CheckedAnswers.isFinite(underWay.actions())
                && elements <= normalisation.scale().size()
                && elements % normalisation.actionSize() == 0
                && underWay.delay() >= 0
                && underWay.delay() * normalisation.actionSize() <= elements;
    }

    private PolicyAnswer answer(Vec actions, int delay) {
        return new PolicyAnswer.Chunk(
                actions, normalisation.horizon(), normalisation.actionSize(), manifest.executeSteps(), delay);
    }

    /** A policy of before there was real-time chunking answers as if the robot waited. */
    private int delay(PolicyQuery query) {
        return sampler.canContinue()
                ? query.underWay().map(PolicyQuery.UnderWay::delay).orElse(0)
                : 0;
    }

    private float[] chunks(List<PolicyQuery> queries, ObservationBatch batch) {
        int chunk = normalisation.scale().size();
        int[] indicators = new int[batch.size()];
        float[] betas = new float[batch.size()];
        float[] noises = new float[batch.size() * chunk];
        for (int row = 0; row < queries.size(); row++) {
            PolicyQuery query = queries.get(row);
            indicators[row] = query.indicator().row();
            betas[row] = (float) query.guidance().orElse(guidance).beta();
            float[] noise = Gaussian.fill(new float[chunk], new SplittableRandom(query.noiseSeed()));
            for (int i = 0; i < chunk; i++) {
                noises[row * chunk + i] = (float) (noiseScale * noise[i]);
            }
        }
        return switch (manner(queries)) {
            case PLAIN -> sampler.plain(batch, indicators, noises);
            case GUIDED -> sampler.guided(batch, indicators, noises, betas);
            case CONTINUED -> continued(queries, batch, indicators, noises, betas);
        };
    }

    private Manner manner(List<PolicyQuery> queries) {
        if (sampler.canContinue()
                && queries.stream().anyMatch(query -> query.underWay().isPresent())) {
            return Manner.CONTINUED;
        }
        boolean isPlain = queries.stream()
                .allMatch(query -> query.guidance().orElse(guidance).isPlain());
        return isPlain ? Manner.PLAIN : Manner.GUIDED;
    }

    private float[] continued(
            List<PolicyQuery> queries, ObservationBatch batch, int[] indicators, float[] noises, float[] betas) {
        float[] planned = new float[noises.length];
        float[] weights = new float[noises.length];
        int chunk = normalisation.scale().size();
        for (int row = 0; row < queries.size(); row++) {
            int at = row * chunk;
            queries.get(row).underWay().filter(this::fits).ifPresent(underWay -> {
                normalisation.normalise(underWay.actions(), planned, at);
                weigh(underWay, weights, at);
            });
        }
        return sampler.continued(batch, indicators, noises, betas, planned, weights);
    }

    private void weigh(PolicyQuery.UnderWay underWay, float[] weights, int at) {
        int size = normalisation.actionSize();
        Continuation continuation = new Continuation(underWay.actions().size() / size, underWay.delay());
        for (int i = 0; i < normalisation.scale().size(); i++) {
            weights[at + i] = (float) continuation.weight(i / size);
        }
    }

    @Override
    public void close() {
        sampler.close();
    }
}
