package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.policy.batching.BatchTime;
import dev.fleetrl.policy.checkpoint.PolicyArtefact;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.condition.Choice;
import dev.fleetrl.policy.condition.Continuation;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.network.ChunkScorer;
import dev.fleetrl.policy.network.PolicySampler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.ConfigProto;

/**
 * The built-in policy. Batches are filled up to a power of two, so that TensorFlow meets few shapes, and all of them before
 * the first robot does.
 */
public final class TensorFlowBackend implements PolicyBackend {
    private final PolicyManifest manifest;
    private final ActionNormalisation normalisation;
    private final ObservationShape shape;
    private final QuestionFit fit;
    private final PolicySampler sampler;
    private final double noiseScale;
    private final Guidance guidance;
    private final Optional<ChunkScorer> critic;
    private final Choice usual;
    private final Map<Manner, BatchTime> times = new EnumMap<>(Manner.class);
    private final Map<Manner, BatchTime> timesWithCritic = new EnumMap<>(Manner.class);

    /** The outputs of the graph; each takes its own time. */
    private enum Manner {
        PLAIN,
        GUIDED,
        CONTINUED
    }

    private TensorFlowBackend(PolicyArtefact artefact, ConfigProto session) throws IOException {
        manifest = artefact.manifest();
        normalisation = artefact.network().normalisation();
        shape = artefact.network().network().encoder().shape();
        noiseScale = manifest.settings().getOrDefault("noiseScale", 1.0);
        guidance = new Guidance(manifest.settings().getOrDefault("beta", Guidance.PLAIN.beta()));
        usual = Choice.usual(manifest.settings());
        boolean hasCritic = artefact.hasCritic();
        if (!hasCritic && !usual.isNone()) {
            throw new IllegalArgumentException("policy " + manifest.version() + " is to choose among "
                    + usual.candidates() + " candidates and has no critic; train it with chunkValueSteps");
        }
        sampler = artefact.load(session);
        fit = new QuestionFit(shape, normalisation, hasCritic);
        critic = critic(artefact, session, sampler);
    }

    private static Optional<ChunkScorer> critic(PolicyArtefact artefact, ConfigProto session, PolicySampler sampler)
            throws IOException {
        try {
            return artefact.loadCritic(session);
        } catch (IOException | RuntimeException e) {
            sampler.close();
            throw e;
        }
    }

    /** Loads a policy, and runs it once in each size and manner that it will be asked in. */
    public static TensorFlowBackend warm(PolicyArtefact artefact, int maxBatch) throws IOException {
        return warm(artefact, maxBatch, SessionConfig.forServing());
    }

    /** The same in another manner of running. */
    public static TensorFlowBackend warm(PolicyArtefact artefact, int maxBatch, ConfigProto session)
            throws IOException {
        artefact.requireFitting();
        TensorFlowBackend backend = new TensorFlowBackend(artefact, session);
        try {
            backend.warm(maxBatch);
            return backend;
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    private void warm(int maxBatch) {
        var still = new PolicyQuery.UnderWay(Vec.of(new float[normalisation.actionSize()]), 1);
        PolicyQuery plain = blank(Guidance.PLAIN);
        for (PolicyQuery query : List.of(plain, blank(new Guidance(2)), plain.during(still))) {
            for (int size = 1; size <= BatchTime.padded(maxBatch); size *= 2) {
                warm(query.choosing(Choice.Wish.among(1)), size);
                if (critic.isPresent() && size > 1) {
                    warm(query.choosing(Choice.Wish.among(2)), size);
                }
            }
        }
    }

    /** The first run of a size prepares it, the second is as long as all others. */
    private void warm(PolicyQuery query, int size) {
        List<PolicyQuery> queries = Collections.nCopies(size / rows(query), query);
        infer(queries);
        long startedNanos = System.nanoTime();
        infer(queries);
        times(query)
                .computeIfAbsent(manner(queries), manner -> new BatchTime())
                .learn(size, System.nanoTime() - startedNanos);
    }

    private Map<Manner, BatchTime> times(PolicyQuery query) {
        return choice(query).isNone() ? times : timesWithCritic;
    }

    @Override
    public BatchTime timeOf(PolicyQuery query) {
        return times(query)
                .getOrDefault(manner(List.of(query)), new BatchTime())
                .copy();
    }

    @Override
    public int rows(PolicyQuery query) {
        return choice(query).candidates();
    }

    /** Whose noise is given has one candidate, and so has whoever cannot be chosen for. */
    private Choice choice(PolicyQuery query) {
        return critic.isEmpty() || query.noise().isPresent() ? Choice.NONE : usual.wished(query.choice());
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
        List<Row> rows = queries.stream()
                .flatMap(query ->
                        Row.of(query, rows(query), normalisation.scale().size()).stream())
                .toList();
        ObservationBatch batch = new ObservationBatch(shape, BatchTime.padded(rows.size()));
        List<Optional<PolicyAnswer.Refused>> refused = new ArrayList<>(queries.size());
        int placed = 0;
        for (PolicyQuery query : queries) {
            refused.add(place(query, batch, placed));
            placed += rows(query);
        }
        batch.repeatFirst(placed);
        float[] chunks = chunks(rows, batch);
        float[] scores = placed > queries.size() ? scores(batch, chunks, placed) : new float[0];
        List<PolicyAnswer> answers = new ArrayList<>(queries.size());
        int first = 0;
        for (int i = 0; i < queries.size(); i++) {
            PolicyQuery query = queries.get(i);
            answers.add(refused.get(i).isPresent() ? refused.get(i).get() : answer(query, chunks, scores, first));
            first += rows(query);
        }
        return answers;
    }

    /** A question that does not fit leaves its rows blank; the others go on. */
    private Optional<PolicyAnswer.Refused> place(PolicyQuery query, ObservationBatch batch, int first) {
        byte[] rgb = new byte[shape.bytesPerObservation()];
        try {
            for (int camera = 0; camera < shape.cameras(); camera++) {
                String name = manifest.policyCameras().get(camera);
                Picture picture = query.pictures().get(name);
                if (picture == null) {
                    return Optional.of(new PolicyAnswer.Refused("'observation/" + name + "' is missing"));
                }
                picture.decode(shape.pixels(), rgb, camera * shape.bytesPerImage());
            }
        } catch (IOException e) {
            return Optional.of(new PolicyAnswer.Refused(String.valueOf(e.getMessage())));
        }
        Optional<PolicyAnswer.Refused> refused = fit.whyNot(query).map(PolicyAnswer.Refused::new);
        if (refused.isEmpty()) {
            int[] tokens = InstructionTokenizer.tokens(query.instruction());
            for (int row = first; row < first + rows(query); row++) {
                batch.set(row, rgb, tokens, query.state().toArray());
            }
        }
        return refused;
    }

    /** Q of what the robot would really do, whose gripper may know open and closed only. */
    private float[] scores(ObservationBatch batch, float[] chunks, int rows) {
        int chunk = normalisation.scale().size();
        float[] done = new float[chunks.length];
        for (int row = 0; row < rows; row++) {
            normalisation.normalise(normalisation.actions(chunks, row * chunk), done, row * chunk);
        }
        return critic.orElseThrow().scores(batch, done);
    }

    private PolicyAnswer answer(PolicyQuery query, float[] chunks, float[] scores, int first) {
        Choice choice = choice(query);
        Optional<PolicyAnswer.Chosen> chosen = Optional.empty();
        if (!choice.isNone()) {
            Vec own = Vec.of(Arrays.copyOfRange(scores, first, first + choice.candidates()));
            chosen = Optional.of(new PolicyAnswer.Chosen(own, choice.draw(own, Row.lot(query))));
        }
        int row = first + chosen.map(PolicyAnswer.Chosen::index).orElse(0);
        return new PolicyAnswer.Chunk(
                normalisation.actions(chunks, row * normalisation.scale().size()),
                normalisation.horizon(),
                normalisation.actionSize(),
                manifest.executeSteps(),
                delay(query),
                chosen);
    }

    /** A policy of before there was real-time chunking answers as if the robot waited. */
    private int delay(PolicyQuery query) {
        return sampler.canContinue()
                ? query.underWay().map(PolicyQuery.UnderWay::delay).orElse(0)
                : 0;
    }

    private float[] chunks(List<Row> rows, ObservationBatch batch) {
        int chunk = normalisation.scale().size();
        int[] indicators = new int[batch.size()];
        float[] betas = new float[batch.size()];
        float[] noises = new float[batch.size() * chunk];
        for (int row = 0; row < rows.size(); row++) {
            PolicyQuery query = rows.get(row).query();
            indicators[row] = query.indicator().row();
            betas[row] = (float) query.guidance().orElse(guidance).beta();
            Vec noise = query.noise()
                    .filter(fit::fits)
                    .map(PolicyQuery.Noise::values)
                    .orElse(rows.get(row).noise());
            for (int i = 0; i < chunk; i++) {
                noises[row * chunk + i] = (float) (noiseScale * noise.at(i));
            }
        }
        List<PolicyQuery> queries = rows.stream().map(Row::query).toList();
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
        for (int row = 0; row < queries.size(); row++) {
            int at = row * normalisation.scale().size();
            queries.get(row).underWay().filter(fit::fits).ifPresent(underWay -> {
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
        critic.ifPresent(ChunkScorer::close);
    }
}
