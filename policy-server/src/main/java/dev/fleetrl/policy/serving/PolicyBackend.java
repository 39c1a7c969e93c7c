package dev.fleetrl.policy.serving;

import dev.fleetrl.policy.batching.BatchTime;
import java.util.List;

/** One policy version that answers. Blocks; any number of threads may ask at once. */
public interface PolicyBackend extends AutoCloseable {
    /** An answer for each question, in that order. All are plain ({@code beta} = 1), or all are guided. */
    List<PolicyAnswer> infer(List<PolicyQuery> queries);

    /** How long batches of such questions take, as measured before the first robot asked; a fresh one where nothing was. */
    default BatchTime timeOf(PolicyQuery query) {
        return new BatchTime();
    }

    /** Called when no thread asks any more. */
    @Override
    void close();
}
