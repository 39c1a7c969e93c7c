package dev.fleetrl.policy.bench;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.learning.Gaussian;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.policy.checkpoint.PolicyArtefact;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.network.PolicySampler;
import dev.fleetrl.policy.serving.Picture;
import dev.fleetrl.policy.serving.PolicyQuery;
import dev.fleetrl.policy.serving.TensorFlowBackend;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.proto.ConfigProto;

/** What one question costs without a server: {@code Session.run} on a batch that is ready, and the backend, pictures decoded and all. */
final class BareNetwork {
    private BareNetwork() {}

    /** {@code bare PLAIN INFER}, milliseconds, p50. */
    static String run(PolicyArtefact artefact, ConfigProto session, int calls) throws IOException {
        ObservationShape shape = artefact.network().network().encoder().shape();
        ObservationBatch batch = new ObservationBatch(shape, 1);
        batch.set(
                0,
                new byte[shape.bytesPerObservation()],
                InstructionTokenizer.tokens(BenchPolicy.INSTRUCTION),
                new float[shape.proprioception()]);
        int[] indicators = {Indicator.POSITIVE.row()};
        float[] noise = Gaussian.fill(
                new float[artefact.network().normalisation().scale().size()], new SplittableRandom(1));
        List<PolicyQuery> queries = List.of(query(Guidance.PLAIN));
        try (PolicySampler sampler = artefact.load(session);
                TensorFlowBackend backend = TensorFlowBackend.warm(artefact, 1, session)) {
            return "bare " + p50(calls, () -> sampler.plain(batch, indicators, noise)) + " "
                    + p50(calls, () -> backend.infer(queries));
        }
    }

    private static double p50(int calls, Runnable call) {
        double[] millis = new double[calls];
        for (int i = -calls / 4; i < calls; i++) {
            long startedNanos = System.nanoTime();
            call.run();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - startedNanos) / 1e6;
            }
        }
        return Stopwatch.quantile(millis, 0.5);
    }

    /** One robot's question. */
    static PolicyQuery query(Guidance guidance) {
        Bytes jpeg = BenchPolicy.jpeg();
        return new PolicyQuery(
                Map.of("third", new Picture.Jpeg(jpeg), "wrist", new Picture.Jpeg(jpeg)),
                Vec.of(new float[BenchPolicy.PROPRIOCEPTION]),
                BenchPolicy.INSTRUCTION,
                Indicator.POSITIVE,
                guidance,
                1);
    }
}
